import { randomUUID } from 'node:crypto';
import { HEALTH_LEVELS, type HealthLevel, type ScreeningQuestion } from '../../domain/officer-health.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../platform/officers/contract.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import type { FieldProblem, FormValues } from '../../platform/workspace/contract.ts';
import { Button } from '../../ui/components/button.tsx';
import { type FormView, nameIn, typedText } from '../../ui/components/form-values.ts';
import { BackLink, Section, Title } from '../../ui/components/text.tsx';
import { ChoiceField, FormProblems, TextField, Tick } from '../../ui/components/workspace-form.tsx';
import { healthMessages, LEVEL_WORDS } from './messages.ts';
import { LONGEST_QUESTION, MOST_QUESTIONS, readQuestions, writeQuestions } from './questions.ts';

const VERSION = 'versi';
const COUNT = 'jumlah';

/** Names of the fields of one question, by its place in the form. */
function names(at: number) {
  const of = (name: string) => `${name}${at}`;
  return { id: of('id'), text: of('teks'), yes: of('ya'), no: of('tidak'), remove: of('hapus') };
}

/** The questions of the election, each with what its answers mean, and a place for one more. */
export async function questionsPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { questions, version } = await readQuestions(context.db, request.election);
  const values: Record<string, string> = {
    [VERSION]: String(version),
    [COUNT]: String(questions.length + 1),
  };
  for (const [at, question] of questions.entries()) {
    const name = names(at);
    values[name.id] = question.id;
    values[nameIn(name.text, 'id')] = question.text.id;
    values[nameIn(name.text, 'en')] = question.text.en;
    values[name.yes] = question.ifYes;
    values[name.no] = question.ifNo;
  }
  const fresh = names(questions.length);
  values[fresh.yes] = 'doctor-first';
  values[fresh.no] = 'fine';
  return shown(request, values, []);
}

/** Writes them, where nobody else did meanwhile. */
export async function questionsDeed(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const { form, lang, election, overseer, address, now, here } = request;
  const t = healthMessages(lang);
  const problems: FieldProblem[] = [];
  const questions: ScreeningQuestion[] = [];
  const count = Math.min(MOST_QUESTIONS, Number(typedText(form, COUNT)) || 0);
  for (let at = 0; at < count; at++) {
    const name = names(at);
    const text = {
      id: typedText(form, nameIn(name.text, 'id')).trim(),
      en: typedText(form, nameIn(name.text, 'en')).trim(),
    };
    const isEmpty = text.id === '' && text.en === '';
    if (typedText(form, name.remove) !== '' || (isEmpty && typedText(form, name.id) === '')) continue;
    if (text.id === '' || text.en === '') {
      problems.push({ field: nameIn(name.text, text.id === '' ? 'id' : 'en'), problem: t.bothLanguages });
    }
    for (const language of ['id', 'en'] as const) {
      if (text[language].length > LONGEST_QUESTION) {
        problems.push({ field: nameIn(name.text, language), problem: t.longQuestion });
      }
    }
    questions.push({
      id: idOf(typedText(form, name.id)),
      text,
      ifYes: levelOf(typedText(form, name.yes)),
      ifNo: levelOf(typedText(form, name.no)),
    });
  }
  if (problems.length > 0) return shown(request, form, problems);
  const version = Math.max(0, Number.parseInt(typedText(form, VERSION), 10) || 0);
  const isWritten = await context.db.transaction().execute(async (trx) => {
    const { questions: before } = await readQuestions(trx, election);
    if (!(await writeQuestions(trx, election, { questions, version }, now.toInstant()))) return false;
    await appendAudit(trx, {
      actor: { kind: overseer.kind, id: overseer.id, name: overseer.name, address },
      action: 'health.questions',
      subject: { kind: 'election', id: election },
      agency: context.city.electionOffice.id,
      before,
      after: questions,
    });
    return true;
  });
  if (!isWritten) {
    return shown(request, form, [{ field: nameIn(names(0).text, 'id'), problem: t.changedMeanwhile }]);
  }
  return { kind: 'moved', to: here('/kesehatan/pertanyaan') };
}

/** An id keeps a question the same while its words change; what is no id of ours is a new question. */
function idOf(typed: string): string {
  return /^[a-z0-9-]{1,40}$/.test(typed) ? typed : randomUUID().slice(0, 8);
}

function levelOf(typed: string): HealthLevel {
  return HEALTH_LEVELS.find((level) => level === typed) ?? 'fine';
}

function shown(request: OverseerRequest, values: FormValues, problems: readonly FieldProblem[]): PageAnswer {
  const { lang, here, overseer, format } = request;
  const t = healthMessages(lang);
  const view: FormView = { request, values, problems };
  const count = Math.min(MOST_QUESTIONS, Number(typedText(values, COUNT)) || 0);
  const levels = HEALTH_LEVELS.map((level) => ({ value: level, label: LEVEL_WORDS[lang][level] }));
  return {
    kind: 'page',
    title: t.questions,
    within: oversightPath(overseer.kind, '/kesehatan'),
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={here('/kesehatan')} label={t.summary} />
        <FormProblems view={view} />
        <Title title={t.questions} lead={t.questionsLead} />
        <form class="form stack" method="post" action={here('/kesehatan/pertanyaan')} noValidate>
          <input type="hidden" name={VERSION} value={typedText(values, VERSION)} />
          <input type="hidden" name={COUNT} value={String(count)} />
          {Array.from({ length: count }, (_, at) => {
            const name = names(at);
            const isNew = typedText(values, name.id) === '';
            return (
              <Section key={name.id} title={isNew ? t.newQuestion : t.question(format.number(at + 1))}>
                <div class="stack">
                  <input type="hidden" name={name.id} value={typedText(values, name.id)} />
                  <TextField
                    view={view}
                    name={nameIn(name.text, 'id')}
                    label={t.inIndonesian}
                    language="id"
                    optional={isNew}
                  />
                  <TextField
                    view={view}
                    name={nameIn(name.text, 'en')}
                    label={t.inEnglish}
                    language="en"
                    optional={isNew}
                  />
                  <ChoiceField view={view} name={name.yes} label={t.ifYes} options={levels} />
                  <ChoiceField view={view} name={name.no} label={t.ifNo} options={levels} />
                  {!isNew && (
                    <Tick type="checkbox" name={name.remove} value="ya" label={t.remove} checked={false} />
                  )}
                </div>
              </Section>
            );
          })}
          <Button icon="check">{t.save}</Button>
        </form>
      </>
    ),
  };
}
