import type { Election } from '../../../domain/election.ts';
import { dayOf, type Stage } from '../../../domain/stage.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import { defineKind } from '../../../platform/publishing/define-kind.ts';
import type { FieldChoices, ItemKind, ParsedContent } from '../../../platform/publishing/kind.ts';
import type { FormValues, StaffFormRequest, StaffRequest } from '../../../platform/workspace/contract.ts';
import { typedText } from '../../../ui/components/form-values.ts';
import { Facts } from '../../../ui/components/text.tsx';
import { Pane, Window } from '../../../ui/components/window.tsx';
import { changedFields } from '../changes.ts';
import { stagePath } from '../constants.ts';
import { findRecord, readerOf } from '../load.ts';
import { fieldWords } from '../messages.ts';
import { datesInWords, voiceOf } from '../schedule.ts';
import { applyStage, removeStage } from './apply.ts';
import { consequencesOf } from './consequences.ts';
import { ConsequencesView } from './consequences-view.tsx';
import {
  KIND,
  parseSubject,
  type StageContent,
  stageContentSchema,
  stageOfContent,
  stageText,
} from './content.ts';
import { StageFields } from './fields.tsx';
import { CARRIED, stageFromForm, stageToForm } from './form.ts';
import { kindWords, workMessages } from './messages.ts';

/** Stages, which the election office publishes. */
export function stageKind(context: FeatureContext): ItemKind {
  return defineKind<StageContent>({
    id: KIND,
    label: { id: workMessages('id').label, en: workMessages('en').label },
    plural: { id: workMessages('id').plural, en: workMessages('en').plural },
    icon: 'list-ordered',
    order: 22,
    owner: 'election-office',
    reviewAfterDays: 90,
    schema: stageContentSchema,
    title: (content) => stageOfContent(content).name,
    text: (content) => stageText(stageOfContent(content)),
    address: ({ content }) => stagePath(content.election, stageOfContent(content).id),
    blank: (subject) => blankForm(context, subject),
    toForm: (content) => stageToForm(stageOfContent(content), content.base),
    fromForm: (request) => fromForm(context, request),
    choices: (values, request) => choicesOf(context, values, request),
    fields: (view) => <StageFields view={view} />,
    preview: (content, request) => <Preview stage={stageOfContent(content)} request={request} />,
    consequences: (content, request) => consequences(context, content, request),
    apply: applyStage,
    remove: removeStage,
  });
}

/** What is recorded of the stage, or an empty form for one that is not there yet. */
async function blankForm(context: FeatureContext, subject: string | undefined): Promise<FormValues> {
  const ids = parseSubject(subject);
  const record = ids && (await findRecord(readerOf(context), ids.election));
  if (!ids || !record) return {};
  const known = record.records.get(ids.stage);
  const base = known?.stage.version ?? 0;
  const stage = known?.stage ?? newStage(record.election, ids.stage);
  const reviewOn =
    known && !known.withdrawnAt && isAhead(context, known.review.by) ? known.review.by : undefined;
  return {
    ...stageToForm(stage, base),
    ...(!known && { sources: '' }),
    'item-source': stage.regulation,
    'item-source-url': known?.stage.sources[0]?.url ?? '',
    ...(reviewOn && { 'item-review-on': reviewOn.toString() }),
  };
}

function isAhead({ clock, city }: FeatureContext, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, clock().toZonedDateTimeISO(city.zone).toPlainDate()) > 0;
}

/** A stage that is not recorded yet: its id says what it is called. */
function newStage({ id: election, regulation, version }: Election, id: string): Stage {
  const words = id.replaceAll('-', ' ');
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return {
    id,
    election,
    name: { id: name, en: name },
    kind: 'preparation',
    sources: [],
    regulation,
    version,
    order: 0,
  };
}

async function fromForm(
  context: FeatureContext,
  request: StaffFormRequest,
): Promise<ParsedContent<StageContent>> {
  const { form, lang, params } = request;
  const t = workMessages(lang);
  const refuse = (field: string, problem: string, values?: FormValues): ParsedContent<StageContent> => ({
    ok: false,
    problems: [{ field, problem }],
    ...(values && { values }),
  });
  const ids = parseSubject(`${typedText(form, CARRIED.election)}/${typedText(form, CARRIED.stage)}`);
  const subject = typedText(form, 'item-subject');
  if (!ids || (params['id'] === undefined && subject !== `${ids.election}/${ids.stage}`)) {
    return refuse('name-id', t.noSubject);
  }
  const record = await findRecord(readerOf(context), ids.election);
  if (!record) return refuse('name-id', t.unknownElection);
  const parsed = stageFromForm(form, record.stages, lang);
  // An item of stages is always for the public: the page and the calendar are.
  if (typedText(form, 'item-audience') === 'officers') {
    const problem = { field: 'item-audience', problem: t.publicAlways };
    return { ok: false, problems: parsed.ok ? [problem] : [...parsed.problems, problem] };
  }
  if (!parsed.ok) return parsed;
  const known = record.records.get(ids.stage);
  const isOwn = known?.item !== undefined && known.item === params['id'];
  if (!isOwn && known && known.stage.version !== parsed.content.base) {
    const names = fieldWords(lang);
    const fields = changedFields(known.stage, stageOfContent(parsed.content)).map((field) => names[field]);
    // Shown once: saved again, it is meant.
    return refuse('name-id', t.changedByFile(fields.join(', ')), {
      [CARRIED.base]: String(known.stage.version),
    });
  }
  return parsed;
}

async function choicesOf(
  context: FeatureContext,
  values: FormValues,
  { lang }: StaffRequest,
): Promise<FieldChoices> {
  const { city, areas } = context;
  const record = await findRecord(readerOf(context), typedText(values, CARRIED.election));
  if (!record) return {};
  const own = typedText(values, CARRIED.stage);
  const province = areas.get(city.area)?.parent;
  const shown = [city.area, ...(province ? [province] : []), typedText(values, 'area')];
  return {
    election: [{ value: record.election.id, label: record.election.name[lang] }],
    parent: record.stages
      .filter(({ id }) => id !== own)
      .map(({ id, name }) => ({ value: id, label: name[lang] })),
    area: [...new Set(shown)]
      .filter((code) => code !== '')
      .map((code) => ({ value: code, label: areas.get(code)?.name ?? code })),
  };
}

function Preview({ stage, request }: { readonly stage: Stage; readonly request: StaffRequest }) {
  const { lang } = request;
  const voice = voiceOf(request);
  const { words } = voice;
  const rule = stage.rule?.[lang];
  const dates = datesInWords(stage, voice, { weekday: true });
  const citizen = stage.citizen?.[lang];
  return (
    <div class="stack">
      <h2>{stage.name[lang]}</h2>
      <Window>
        {citizen !== undefined && (
          <Pane title={words.whatYouDo}>
            <p>{citizen}</p>
          </Pane>
        )}
        <Pane>
          <Facts
            items={[
              { icon: 'calendar-days', text: dates ?? rule ?? words.noDate },
              ...(dates !== undefined && rule !== undefined ? [{ icon: 'scale' as const, text: rule }] : []),
              ...(stage.condition
                ? [{ icon: 'circle-dashed' as const, text: words.onCondition(stage.condition[lang]) }]
                : []),
              { icon: 'list-ordered', text: kindWords(lang)[stage.kind] },
            ]}
          />
        </Pane>
      </Window>
      <p class="mute">
        {stage.regulation}. {stage.note?.[lang]}
      </p>
    </div>
  );
}

async function consequences(context: FeatureContext, content: StageContent, request: StaffRequest) {
  const after = stageOfContent(content);
  const record = await findRecord(readerOf(context), content.election);
  if (!record) return undefined;
  const known = record.records.get(after.id);
  const before = known && !known.withdrawnAt ? known.stage : undefined;
  const days = [before, after]
    .flatMap((stage) => [stage?.start, stage?.end])
    .flatMap((at) => (at ? [dayOf(at)] : []));
  const years = [...new Set(days.map(({ year }) => year))].sort((a, b) => a - b);
  const directory = context.capabilities.holidays;
  const [first = request.now.year, last = first] = [years[0], years.at(-1)];
  const [holidays = [], recordedYears = []] = await Promise.all([
    directory?.between(new Temporal.PlainDate(first - 1, 1, 1), new Temporal.PlainDate(last + 1, 12, 31)),
    directory?.years(),
  ]);
  const found = consequencesOf({
    election: record.election,
    stages: record.stages,
    before,
    after: { ...after, order: before?.order ?? after.order },
    holidays,
  });
  return (
    <ConsequencesView
      consequences={found}
      holidays={holidays}
      yearsWithout={years.filter((year) => !recordedYears.includes(year))}
      request={request}
    />
  );
}
