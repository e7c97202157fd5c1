import {
  AUDIENCES,
  type Audience,
  type ItemEnvelope,
  type SomeLanguages,
  URGENCIES,
  type Urgency,
} from '../../domain/item.ts';
import { webAddress } from '../../domain/link.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import type { FieldProblem, FormValues, StaffRequest } from '../../platform/workspace/contract.ts';
import {
  languagesOf,
  languageValues,
  nameIn,
  typedList,
  typedText,
} from '../../ui/components/form-values.ts';
import { dayFrom, isTooFar, timeFrom } from './dates.ts';
import { editMessages } from './edit-messages.ts';

/** Names of the fields that every item has; a kind's own never begin so. */
export const FIELD = {
  sourceTitle: 'item-source',
  sourceUrl: 'item-source-url',
  areas: 'item-areas',
  audience: 'item-audience',
  urgency: 'item-urgency',
  reviewOn: 'item-review-on',
  expiresOn: 'item-expires-on',
  expiresAt: 'item-expires-at',
  note: 'item-note',
} as const;

const LONGEST_SOURCE = 300;
const LONGEST_URL = 2_000;
const LONGEST_NOTE = 1_000;
const END_OF_DAY = '23:59';

export type ParsedEnvelope =
  | { readonly ok: true; readonly envelope: ItemEnvelope; readonly note: SomeLanguages }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

type Today = Pick<StaffRequest, 'now'>;

/** What the fields of a new item start from: never without a date. */
export function blankEnvelope(kind: Pick<ItemKind, 'reviewAfterDays'>, { now }: Today): FormValues {
  return {
    [FIELD.audience]: 'public',
    [FIELD.urgency]: 'normal',
    [FIELD.reviewOn]: nextReview(kind, { now }).toString(),
  };
}

/** The day by which somebody looks again, unless an editor says otherwise. */
export function nextReview(kind: Pick<ItemKind, 'reviewAfterDays'>, { now }: Today): Temporal.PlainDate {
  return now.toPlainDate().add({ days: kind.reviewAfterDays });
}

/** An envelope as the values of its fields. A date that has passed gives way to the default. */
export function envelopeToForm(
  envelope: ItemEnvelope,
  note: SomeLanguages | undefined,
  kind: Pick<ItemKind, 'reviewAfterDays'>,
  { now }: Today,
): FormValues {
  const { source, areas, audience, urgency } = envelope;
  const ends = envelope.expiresAt?.toZonedDateTimeISO(now.timeZoneId);
  const expires = ends && Temporal.ZonedDateTime.compare(ends, now) > 0 ? ends : undefined;
  const { reviewOn } = envelope;
  const stands = reviewOn && Temporal.PlainDate.compare(reviewOn, now.toPlainDate()) > 0;
  const review = stands ? reviewOn : expires ? undefined : nextReview(kind, { now });
  return {
    [FIELD.sourceTitle]: source.title,
    [FIELD.sourceUrl]: source.url ?? '',
    [FIELD.areas]: areas,
    [FIELD.audience]: audience,
    [FIELD.urgency]: urgency,
    [FIELD.reviewOn]: review?.toString() ?? '',
    ...dateTimeValues(expires),
    ...languageValues(FIELD.note, note ?? {}),
  };
}

/** The two fields of an end. */
export function dateTimeValues(expires: Temporal.ZonedDateTime | undefined): FormValues {
  return {
    [FIELD.expiresOn]: expires?.toPlainDate().toString() ?? '',
    [FIELD.expiresAt]: expires?.toPlainTime().toString({ smallestUnit: 'minute' }) ?? '',
  };
}

/** Reads the fields that every item has; every mistake is named by its field. */
export function envelopeFromForm(
  context: Pick<FeatureContext, 'areas' | 'city'>,
  request: Pick<StaffRequest, 'now' | 'lang'>,
  values: FormValues,
  { needsNote }: { readonly needsNote: boolean },
): ParsedEnvelope {
  const t = editMessages(request.lang);
  const problems: FieldProblem[] = [];
  const wrong = (field: string, problem: string) => void problems.push({ field, problem });

  const sourceTitle = typedText(values, FIELD.sourceTitle).trim();
  if (sourceTitle === '') wrong(FIELD.sourceTitle, t.needed(t.sourceTitle));
  if (sourceTitle.length > LONGEST_SOURCE) {
    wrong(FIELD.sourceTitle, t.tooLong(t.sourceTitle, LONGEST_SOURCE));
  }
  const typedUrl = typedText(values, FIELD.sourceUrl).trim();
  const url = typedUrl === '' ? undefined : webAddress(typedUrl);
  if (typedUrl !== '' && (url === undefined || url.length > LONGEST_URL)) wrong(FIELD.sourceUrl, t.badUrl);

  const areas = chosenAreas(context, values);
  if (!areas) wrong(FIELD.areas, t.unknownArea);
  const audience = AUDIENCES.find((one): one is Audience => one === typedText(values, FIELD.audience));
  if (!audience) wrong(FIELD.audience, t.badChoice(t.audience));
  const urgency = URGENCIES.find((one): one is Urgency => one === typedText(values, FIELD.urgency));
  if (!urgency) wrong(FIELD.urgency, t.badChoice(t.urgency));

  const dates = datesFromForm(request, values);
  problems.push(...dates.problems);

  const note = languagesOf(values, FIELD.note);
  if (needsNote && note.id === undefined) wrong(nameIn(FIELD.note, 'id'), t.needed(t.note));
  for (const lang of ['id', 'en'] as const) {
    if ((note[lang]?.length ?? 0) > LONGEST_NOTE) {
      wrong(nameIn(FIELD.note, lang), t.tooLong(t.note, LONGEST_NOTE));
    }
  }
  if (problems.length > 0 || !areas || !audience || !urgency) return { ok: false, problems };
  return {
    ok: true,
    note,
    envelope: {
      source: { title: sourceTitle, ...(url ? { url } : {}) },
      areas,
      audience,
      urgency,
      ...dates.until,
    },
  };
}

/** The dates of an item: by when somebody looks again, when it ends, or both. */
export function datesFromForm(
  { now, lang }: Pick<StaffRequest, 'now' | 'lang'>,
  values: FormValues,
): {
  readonly until: Pick<ItemEnvelope, 'expiresAt' | 'reviewOn'>;
  readonly problems: readonly FieldProblem[];
} {
  const t = editMessages(lang);
  const problems: FieldProblem[] = [];
  const today = now.toPlainDate();
  const day = (field: string, label: string) => {
    const text = typedText(values, field).trim();
    const found = text === '' ? undefined : dayFrom(text);
    if (text !== '' && !found) problems.push({ field, problem: t.badDate(label) });
    if (!found) return undefined;
    if (Temporal.PlainDate.compare(found, today) < 0) problems.push({ field, problem: t.passed(label) });
    if (isTooFar(found, today)) problems.push({ field, problem: t.tooFar(label) });
    return found;
  };
  const reviewOn = day(FIELD.reviewOn, t.reviewOn);
  const expiresOn = day(FIELD.expiresOn, t.expiresOn);
  const time = timeFrom(typedText(values, FIELD.expiresAt) || END_OF_DAY);
  if (!time) problems.push({ field: FIELD.expiresAt, problem: t.badTime });
  const expiresAt =
    expiresOn && time && expiresOn.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: time });
  if (expiresAt && problems.length === 0 && Temporal.ZonedDateTime.compare(expiresAt, now) <= 0) {
    problems.push({ field: FIELD.expiresOn, problem: t.passed(t.expiresOn) });
  }
  if (!reviewOn && !expiresOn && problems.length === 0) {
    problems.push({ field: FIELD.reviewOn, problem: t.dateNeeded });
  }
  return {
    problems,
    until: {
      ...(expiresAt ? { expiresAt: expiresAt.toInstant() } : {}),
      ...(reviewOn ? { reviewOn } : {}),
    },
  };
}

/** Codes of the areas that were ticked, without those within another; undefined where one is not of this city. */
function chosenAreas(
  { areas, city }: Pick<FeatureContext, 'areas' | 'city'>,
  values: FormValues,
): readonly string[] | undefined {
  const ticked = new Set(typedList(values, FIELD.areas));
  const codes = [...ticked].sort();
  if (codes.some((code) => !code.startsWith(`${city.area}.`) || !areas.get(code))) return undefined;
  return codes.filter((code) => areas.ancestors(code).every((around) => !ticked.has(around.code)));
}
