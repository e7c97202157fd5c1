import { appendAudit } from '../../platform/audit/append.ts';
import type { FeatureContext, Page, PageAnswer } from '../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../platform/officers/contract.ts';
import { actorOf, oversightPath } from '../../platform/officers/oversight.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { type TypedValues, typedText } from '../../ui/components/form-values.ts';
import { BackLink, Section, Title } from '../../ui/components/text.tsx';
import { FormProblems, TextField } from '../../ui/components/workspace-form.tsx';
import { messages } from './messages.ts';
import { emptyPage } from './page.tsx';
import { ROOT, type Scope, scopeOf, TARGETS } from './scope.ts';
import { type Target, targetsOf, writeTarget } from './targets.ts';

const percentField = (measure: string) => `persen-${measure}`;
const dayField = (measure: string) => `sampai-${measure}`;

type Problems = readonly { readonly field: string; readonly problem: string }[];

/** By when how many should have come, measure by measure. */
export async function targetPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const scope = await scopeOf(context, request);
  if (!scope) return { kind: 'page', ...emptyPage(request) };
  const values: Record<string, string> = {};
  for (const [measure, target] of await targetsOf(context, scope, scope.measures)) {
    values[percentField(measure)] = String(target?.percent ?? 100);
    values[dayField(measure)] = target?.by.toString() ?? '';
  }
  return { kind: 'page', ...view(request, scope, values, []) };
}

/** Keeps all of them, or none where one is wrong. */
export async function saveTargets(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const scope = await scopeOf(context, request);
  if (!scope) return { kind: 'page', ...emptyPage(request) };
  const { form, election } = request;
  const t = messages(request.lang);
  const problems: { field: string; problem: string }[] = [];
  const targets = new Map<string, Target>();
  for (const { id } of scope.measures) {
    const percent = Number(typedText(form, percentField(id)));
    const by = dayOf(typedText(form, dayField(id)));
    if (!Number.isInteger(percent) || percent < 1 || percent > 100) {
      problems.push({ field: percentField(id), problem: t.percentWrong });
    }
    if (!by) problems.push({ field: dayField(id), problem: t.dayWrong });
    else targets.set(id, { by, percent });
  }
  if (problems.length > 0) return { kind: 'page', ...view(request, scope, form, problems) };
  await context.db.transaction().execute(async (trx) => {
    for (const [id, target] of targets) await writeTarget(trx, election, id, target);
    await appendAudit(trx, {
      actor: actorOf(request),
      action: 'officers.targets',
      subject: { kind: 'election', id: election },
      agency: context.city.electionOffice.id,
      after: Object.fromEntries([...targets].map(([id, { by, percent }]) => [id, `${percent}% ${by}`])),
    });
  });
  return { kind: 'moved', to: request.here(ROOT) };
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

function view(request: OverseerRequest, scope: Scope, values: TypedValues, problems: Problems): Page {
  const { lang, here, overseer } = request;
  const t = messages(lang);
  const form = { request, values, problems };
  return {
    title: t.targetsTitle,
    within: oversightPath(overseer.kind, ROOT),
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={here(ROOT)} label={t.back} />
        <FormProblems view={form} />
        <Title title={t.targetsTitle} lead={t.targetsLead} />
        <form class="form stack" method="post" noValidate action={here(TARGETS)}>
          {scope.measures.map(({ id, label }) => (
            <Section key={id} title={label[lang]}>
              <div class="pair">
                <TextField view={form} name={percentField(id)} label={t.percent} type="number" />
                <TextField view={form} name={dayField(id)} label={t.by} type="date" />
              </div>
            </Section>
          ))}
          <Actions>
            <Button icon="check">{t.save}</Button>
            <LinkButton alt href={here(ROOT)}>
              {t.back}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  };
}
