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
import { ChoiceField, FormProblems, RadioField, TextField } from '../../../ui/components/workspace-form.tsx';
import type { ReadParts } from '../read.ts';
import type { Candidate } from '../readers/discover.ts';
import { managedAgencies } from './access.ts';
import { previewStep, saveStep } from './add-preview.tsx';
import { selectorStep, testStep } from './add-selectors.tsx';
import { FIELD, NEW_PATH, WORK_PATH } from './constants.ts';
import { lookAroundTyped } from './looking.ts';
import { failureInWords, workMessages } from './messages.ts';
import { Handed, kindWord } from './parts.tsx';
import { LONGEST_NAME, typedAddress } from './source-form.ts';

const WAY = 'cara';
const WAYS = ['situs', 'daftar', 'folder'] as const;

/** The first step: where it comes from. */
export async function newPage(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffRequest,
): Promise<PageAnswer> {
  return { kind: 'page', ...firstPage(context, parts, request, { [WAY]: WAYS[0] }, []) };
}

/** Each further step, by the button that was pressed; what was said before comes along. */
export async function nextStep(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
): Promise<PageAnswer> {
  const { form, lang } = request;
  const agency = typedText(form, FIELD.agency);
  if (!managedAgencies(context, request).some(({ id }) => id === agency)) {
    const problems = [{ field: FIELD.agency, problem: workMessages(lang).noAgency }];
    return { kind: 'page', ...firstPage(context, parts, request, form, problems) };
  }
  switch (typedText(form, FIELD.step)) {
    case 'pilih':
      return chooseStep(context, parts, request);
    case 'coba':
      return testStep(context, parts, request);
    case 'lihat':
      return previewStep(context, parts, request, form);
    case 'simpan':
      return saveStep(context, parts, request);
    default:
      return findStep(context, parts, request);
  }
}

async function findStep(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
): Promise<PageAnswer> {
  const { form, lang } = request;
  const t = workMessages(lang);
  const again = (field: string, problem: string): PageAnswer => ({
    kind: 'page',
    ...firstPage(context, parts, request, form, [{ field, problem }]),
  });
  const agency = { [FIELD.agency]: typedText(form, FIELD.agency) };
  switch (typedText(form, WAY)) {
    case 'situs': {
      const around = await lookAroundTyped(parts, typedText(form, FIELD.address).trim());
      if (!around) return again(FIELD.address, t.badAddress);
      if (!around.ok) {
        return again(FIELD.address, `${t.cannotRead}: ${failureInWords(around.why, lang)}.`);
      }
      const [first] = around.found;
      if (!first) return again(FIELD.address, t.nothingFound);
      return { kind: 'page', ...choicePage(request, around.found, agency, candidateValue(first)) };
    }
    case 'daftar': {
      const typed = typedAddress(typedText(form, FIELD.address)) ?? '';
      return { kind: 'page', ...selectorStep(request, { ...agency, 's-url': typed, 's-link': 'a' }) };
    }
    case 'folder':
      if (parts.sourcesDir === undefined) return again(FIELD.folder, t.noFolders);
      return previewStep(context, parts, request, {
        ...agency,
        [FIELD.kind]: 'folder',
        [FIELD.folder]: typedText(form, FIELD.folder),
      });
    default:
      return again(WAY, t.noWay);
  }
}

/** What was chosen of what a site has. */
async function chooseStep(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
): Promise<PageAnswer> {
  const { form, lang } = request;
  const [kind, address = '', ...title] = typedText(form, FIELD.choice).split(' ');
  if ((kind !== 'feed' && kind !== 'wordpress') || typedAddress(address) === undefined) {
    const problems = [{ field: FIELD.address, problem: workMessages(lang).chooseOne }];
    return { kind: 'page', ...firstPage(context, parts, request, form, problems) };
  }
  return previewStep(context, parts, request, {
    [FIELD.agency]: typedText(form, FIELD.agency),
    [FIELD.kind]: kind,
    [FIELD.address]: address,
    [FIELD.title]: title.join(' ').slice(0, LONGEST_NAME),
  });
}

function firstPage(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffRequest,
  values: FormValues,
  problems: readonly FieldProblem[],
): Page {
  const { href, lang } = request;
  const t = workMessages(lang);
  const view = { request, values, problems };
  const agencies = managedAgencies(context, request);
  const [only] = agencies;
  return {
    title: t.add,
    within: WORK_PATH,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={href(WORK_PATH)} label={t.title} />
        <FormProblems view={view} />
        <Title title={t.add} lead={t.lead} />
        <form class="form stack" method="post" noValidate action={href(NEW_PATH)}>
          {agencies.length > 1 ? (
            <ChoiceField
              view={view}
              name={FIELD.agency}
              label={t.agency}
              options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : (
            <input type="hidden" name={FIELD.agency} value={only?.id ?? ''} />
          )}
          <RadioField
            view={view}
            name={WAY}
            label={t.way}
            options={[
              { value: 'situs', label: t.waySite, hint: t.waySiteHint },
              { value: 'daftar', label: t.wayList, hint: t.wayListHint },
              { value: 'folder', label: t.wayFolder, hint: t.wayFolderHint },
            ]}
          />
          <TextField view={view} name={FIELD.address} label={t.address} hint={t.addressHint} optional />
          {parts.sourcesDir !== undefined && (
            <TextField view={view} name={FIELD.folder} label={t.folder} hint={t.folderHint} optional />
          )}
          <Actions>
            <Button icon="search" name={FIELD.step} value="cari">
              {t.find}
            </Button>
            <LinkButton alt href={href(WORK_PATH)}>
              {t.cancel}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  };
}

function choicePage(
  request: StaffRequest,
  found: readonly Candidate[],
  handed: FormValues,
  chosen: string,
): Page {
  const { href, lang } = request;
  const t = workMessages(lang);
  const view = { request, values: { [FIELD.choice]: chosen }, problems: [] };
  return {
    title: t.foundTitle,
    within: WORK_PATH,
    body: (
      <>
        <BackLink href={href(NEW_PATH)} label={t.back} />
        <Title title={t.foundTitle} lead={t.foundLead} />
        <form class="form stack" method="post" action={href(NEW_PATH)}>
          <Handed values={handed} />
          <RadioField
            view={view}
            name={FIELD.choice}
            label={t.choose}
            options={found.map((candidate) => ({
              value: candidateValue(candidate),
              label: `${candidate.title} · ${kindWord(candidate.kind, t)}`,
              hint: candidate.push ? `${candidate.address} · ${t.withPush}` : candidate.address,
            }))}
          />
          <Actions>
            <Button icon="eye" name={FIELD.step} value="pilih">
              {t.look}
            </Button>
            <LinkButton alt href={href(NEW_PATH)}>
              {t.back}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  };
}

/** What the next step has to know of a choice. No address has a space in it. */
function candidateValue({ kind, address, title }: Candidate): string {
  return `${kind} ${address} ${title}`;
}
