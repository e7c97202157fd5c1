import { textIn } from '../../../domain/item.ts';
import { LANGUAGES } from '../../../domain/language.ts';
import { ACCESSIBILITY_FEATURES, metresBetween, type PollingPlace } from '../../../domain/polling-place.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { Lang } from '../../../platform/i18n/messages.ts';
import { defineKind } from '../../../platform/publishing/define-kind.ts';
import type { FieldChoices, ItemKind, ParsedContent } from '../../../platform/publishing/kind.ts';
import type { FormValues, StaffFormRequest, StaffRequest } from '../../../platform/workspace/contract.ts';
import { typedText } from '../../../ui/components/form-values.ts';
import { type Fact, Facts, Notice } from '../../../ui/components/text.tsx';
import { Pane, Window } from '../../../ui/components/window.tsx';
import { listElections } from '../elections.ts';
import { addressLine, placePath } from '../links.ts';
import { words } from '../messages.ts';
import { isPast, placesReview } from '../review.ts';
import { findNearby, findPlace, listPlaces, MOST_IN_VILLAGE, readList } from '../store.ts';
import { applyPlace, removePlace } from './apply.ts';
import {
  baseOf,
  KIND,
  type PlaceContent,
  parseSubject,
  placeContentSchema,
  placeOfContent,
} from './content.ts';
import { PlaceFields } from './fields.tsx';
import { CARRIED, cellsOf, contentToForm, placeFromForm } from './form.ts';
import { workMessages } from './messages.ts';

/** Points nearer than this are one place. */
const SAME_SITE_METRES = 50;

/** Polling places, which the election office publishes. */
export function pollingPlaceKind(context: FeatureContext): ItemKind {
  const frame = { areas: context.areas, city: context.city.area };
  const nameOf = (content: PlaceContent) => {
    const place = placeOfContent(content, frame);
    if (!place) return `TPS ${content.cells.code ?? ''}`;
    return `TPS ${place.displayNumber} ${context.areas.get(place.area)?.name ?? ''}`;
  };
  return defineKind<PlaceContent>({
    id: KIND,
    label: { id: workMessages('id').label, en: workMessages('en').label },
    plural: { id: workMessages('id').plural, en: workMessages('en').plural },
    icon: 'map-pin',
    order: 24,
    owner: 'election-office',
    reviewAfterDays: 30,
    schema: placeContentSchema,
    title: (content) => ({ id: nameOf(content), en: nameOf(content) }),
    text: (content) => {
      const place = placeOfContent(content, frame);
      if (!place) return {};
      return Object.fromEntries(LANGUAGES.map((lang) => [lang, linesOf(place, lang).join('\n')]));
    },
    address: ({ content }) => placePath({ election: content.election, code: content.cells.code ?? '' }),
    blank: (subject) => blankForm(context, subject),
    toForm: contentToForm,
    fromForm: (request) => fromForm(context, request),
    choices: (values, request) => choicesOf(context, values, request),
    fields: (view) => <PlaceFields view={view} />,
    preview: (content, request) => {
      const place = placeOfContent(content, frame);
      return <Preview title={nameOf(content)} place={place} request={request} />;
    },
    consequences: (content, request) => consequences(context, content, request),
    apply: (trx, item) => applyPlace(context, trx, item),
    remove: (trx, item) => removePlace(context, trx, item),
  });
}

/** Everything that readers read of a polling place, line by line. Figures and dates carry no zone. */
function linesOf(place: PollingPlace, lang: Lang): string[] {
  const t = words(lang);
  const w = workMessages(lang);
  const access = ACCESSIBILITY_FEATURES.flatMap((feature) => {
    const value = place.accessibility[feature];
    return value === undefined ? [] : [`${t.access(feature)}: ${value ? t.yes : t.no}`];
  });
  const { status, coordinates, hours } = place;
  const time = (at: Temporal.PlainTime) => at.toString({ smallestUnit: 'minute' });
  return [
    addressLine(place),
    status.kind === 'confirmed' ? `${w.confirmed} ${status.since}` : w.provisional,
    place.kind === 'regular' ? '' : t.kind(place.kind),
    hours ? w.hoursLine(time(hours.opens), time(hours.closes)) : '',
    place.note ? textIn(place.note, lang) : '',
    coordinates ? `${coordinates.latitude}, ${coordinates.longitude}` : '',
    ...access,
  ].filter((line) => line !== '');
}

/** What is recorded of the polling place. */
async function blankForm(context: FeatureContext, subject: string | undefined): Promise<FormValues> {
  const ids = parseSubject(subject);
  const found = ids && (await findPlace(context.db, ids.election, ids.code));
  if (!ids || !found) return {};
  const elections = await listElections(context);
  const election = elections.find(({ id }) => id === ids.election);
  const list = await readList(context.db, ids.election);
  const now = context.clock().toZonedDateTimeISO(context.city.zone);
  const by = election && list && placesReview(list, election, context.city.zone).by;
  return {
    ...contentToForm(contentOf(found.place)),
    ...(by && !isPast(by.subtract({ days: 1 }), now) && { 'item-review-on': by.toString() }),
  };
}

function contentOf(place: PollingPlace): PlaceContent {
  const { hours, note } = place;
  const time = (at: Temporal.PlainTime) => at.toString({ smallestUnit: 'minute' });
  return placeContentSchema.parse({
    election: place.election,
    base: baseOf(place),
    cells: cellsOf(place),
    ...(note && { note }),
    ...(hours && { hours: { opens: time(hours.opens), closes: time(hours.closes) } }),
  });
}

async function fromForm(
  context: FeatureContext,
  request: StaffFormRequest,
): Promise<ParsedContent<PlaceContent>> {
  const { form, lang, params } = request;
  const t = workMessages(lang);
  const refuse = (field: string, problem: string, values?: FormValues): ParsedContent<PlaceContent> => ({
    ok: false,
    problems: [{ field, problem }],
    ...(values && { values }),
  });
  const ids = parseSubject(`${typedText(form, CARRIED.election)}/${typedText(form, CARRIED.code)}`);
  const subject = typedText(form, 'item-subject');
  if (!ids || (params['id'] === undefined && subject !== `${ids.election}/${ids.code}`)) {
    return refuse('address', t.noSubject);
  }
  const election = (await listElections(context)).find(({ id }) => id === ids.election);
  const found = await findPlace(context.db, ids.election, ids.code);
  if (!election || !found) return refuse('address', t.gone);
  const frame = { areas: context.areas, city: context.city.area };
  const parsed = placeFromForm(form, election, frame, lang);
  if (typedText(form, 'item-audience') === 'officers') {
    const problem = { field: 'item-audience', problem: t.publicAlways };
    return { ok: false, problems: parsed.ok ? [problem] : [...parsed.problems, problem] };
  }
  if (!parsed.ok) return parsed;
  const base = baseOf(found.place);
  const isOwn = found.item !== undefined && found.item === params['id'];
  if (!isOwn && parsed.content.base !== base) {
    // Shown once: saved again, it is meant.
    return refuse('address', t.changedByFile(addressLine(found.place)), { [CARRIED.base]: base });
  }
  return parsed;
}

async function choicesOf(
  context: FeatureContext,
  values: FormValues,
  { lang }: StaffRequest,
): Promise<FieldChoices> {
  const election = typedText(values, CARRIED.election);
  const found = (await listElections(context)).find(({ id }) => id === election);
  const area = context.areas.label(typedText(values, CARRIED.area));
  const tps = words(lang).tpsIn(typedText(values, 'display_number'), area);
  return {
    heading: [{ value: election, label: workMessages(lang).ofElection(tps, found?.name[lang] ?? election) }],
  };
}

function Preview({
  title,
  place,
  request,
}: {
  readonly title: string;
  readonly place: PollingPlace | undefined;
  readonly request: StaffRequest;
}) {
  if (!place) return <p>{title}</p>;
  const { lang, format } = request;
  const t = words(lang);
  const w = workMessages(lang);
  const { status, note, hours, coordinates, voters } = place;
  const certainty = status.kind === 'confirmed' ? t.confirmed(format.date(status.since)) : t.provisional;
  const items: Fact[] = [
    { icon: 'map-pin', text: addressLine(place), note: certainty },
    ...(note ? [{ icon: 'megaphone' as const, text: textIn(note, lang) }] : []),
    ...(hours
      ? [{ icon: 'clock' as const, text: w.hoursLine(format.time(hours.opens), format.time(hours.closes)) }]
      : []),
    ...(coordinates
      ? [{ icon: 'map' as const, text: `${coordinates.latitude}, ${coordinates.longitude}` }]
      : []),
    ...(voters === undefined ? [] : [{ icon: 'users' as const, text: w.votersLine(format.number(voters)) }]),
  ];
  return (
    <Window>
      <Pane title={title}>
        <Facts items={items} />
      </Pane>
      <Pane>
        <ul class="prose">
          {ACCESSIBILITY_FEATURES.map((feature) => {
            const value = place.accessibility[feature];
            return (
              <li key={feature}>
                {t.access(feature)}: {value === undefined ? t.unknown : value ? t.yes : t.no}
              </li>
            );
          })}
        </ul>
      </Pane>
    </Window>
  );
}

/** What a change brings about: how far it moves, who is there already, and which number is taken. */
async function consequences(context: FeatureContext, content: PlaceContent, request: StaffRequest) {
  const { lang, format } = request;
  const t = workMessages(lang);
  const after = placeOfContent(content, { areas: context.areas, city: context.city.area });
  const found = after && (await findPlace(context.db, after.election, after.code));
  if (!after || !found) return undefined;
  const before = found.place;
  const here = after.coordinates;
  const [village, near] = await Promise.all([
    listPlaces(context.db, { election: after.election, area: after.area, limit: MOST_IN_VILLAGE }),
    here ? findNearby(context.db, after, here) : [],
  ]);
  const sameSite = near.filter(
    ({ coordinates }) => coordinates && here && metresBetween(coordinates, here) <= SAME_SITE_METRES,
  );
  const sameNumber = village.filter(
    ({ code, displayNumber }) => code !== after.code && displayNumber === after.displayNumber,
  );
  const metres = before.coordinates && here ? Math.round(metresBetween(before.coordinates, here)) : 0;
  const lines = [
    metres > 0 ? t.moved(format.number(metres)) : '',
    before.coordinates && !here ? t.pointGone : '',
    addressLine(before) === addressLine(after) ? '' : t.addressChanged(addressLine(before)),
    before.status.kind === 'confirmed' && after.status.kind === 'provisional' ? t.unconfirmed : '',
    sameSite.length > 0 ? t.sameSite(sameSite.map(({ displayNumber }) => displayNumber).join(', ')) : '',
  ].filter((line) => line !== '');
  return (
    <div class="stack">
      {sameNumber.length > 0 && (
        <Notice tone="warn">
          <p>{t.sameNumber(sameNumber.length)}</p>
        </Notice>
      )}
      {lines.length > 0 && (
        <ul class="prose">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p class="mute">{t.votersTold}</p>
    </div>
  );
}
