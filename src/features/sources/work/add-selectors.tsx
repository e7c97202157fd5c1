import type { FeatureContext, Page, PageAnswer } from '../../../platform/feature.ts';
import type {
  FieldProblem,
  FormValues,
  StaffFormRequest,
  StaffRequest,
} from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { BackLink, Title } from '../../../ui/components/text.tsx';
import { FormProblems } from '../../../ui/components/workspace-form.tsx';
import type { ReadParts } from '../read.ts';
import { type ListTrial, listSettings } from '../readers/list-page.ts';
import { FIELD, NEW_PATH, WORK_PATH } from './constants.ts';
import { knownAddresses, trySelectors } from './looking.ts';
import { workMessages } from './messages.ts';
import { CannotRead, Handed, SelectorFields } from './parts.tsx';
import { TrialOf } from './preview.tsx';
import { placeOf, selectorField } from './source-form.ts';

interface SelectorView {
  readonly problems?: readonly FieldProblem[];
  readonly trial?: ListTrial;
  readonly known?: ReadonlySet<string>;
  readonly why?: string;
}

/** The selectors of a list page, to be tried before anything is taken in. */
export function selectorStep(request: StaffRequest, values: FormValues, view: SelectorView = {}): Page {
  const { href, lang } = request;
  const t = workMessages(lang);
  const { problems = [], trial, known = new Set(), why } = view;
  const fields = { request, values, problems };
  return {
    title: t.listTitle,
    within: WORK_PATH,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={href(NEW_PATH)} label={t.back} />
        <FormProblems view={fields} />
        <Title title={t.listTitle} lead={t.listLead} />
        {why !== undefined && <CannotRead why={why} request={request} />}
        <form class="form stack" method="post" noValidate action={href(NEW_PATH)}>
          <Handed values={{ [FIELD.agency]: typedText(values, FIELD.agency), [FIELD.kind]: 'list' }} />
          <SelectorFields view={fields} lang={lang} />
          <Actions>
            <Button alt icon="scan-search" name={FIELD.step} value="coba">
              {t.test}
            </Button>
            <Button icon="eye" name={FIELD.step} value="lihat">
              {t.look}
            </Button>
            <LinkButton alt href={href(WORK_PATH)}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
        {trial && <TrialOf trial={trial} request={request} known={known} />}
      </>
    ),
  };
}

/** Tries the selectors that were typed. */
export async function testStep(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
): Promise<PageAnswer> {
  const { form, lang } = request;
  const place = placeOf({ ...form, [FIELD.kind]: 'list' }, workMessages(lang));
  if (!place.ok) return { kind: 'page', ...selectorStep(request, form, { problems: place.problems }) };
  const tried = await trySelectors(parts, listSettings.parse(place.settings));
  if (!tried.ok) return { kind: 'page', ...selectorStep(request, form, { why: tried.why }) };
  const trial = tried.found;
  const urls = trial.listed.map(({ url }) => url);
  const known = await knownAddresses(context, typedText(form, FIELD.agency), urls);
  const problems = misfits(trial, request);
  return { kind: 'page', ...selectorStep(request, form, { problems, trial, known }) };
}

/** The selector that finds nothing, as a problem of its field. */
export function misfits({ problem }: ListTrial, { lang }: StaffRequest): readonly FieldProblem[] {
  return problem ? [{ field: selectorField(problem), problem: workMessages(lang).misfit }] : [];
}
