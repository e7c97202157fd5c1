import type { ComponentChildren } from 'preact';
import { type Officer, servicePhase } from '../../domain/officer.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import type { FeatureContext, PageAnswer, PageRequest } from '../../platform/feature.ts';
import type { OfficerFormRequest, OfficerRequest } from '../../platform/officers/contract.ts';
import type { FieldProblem, FormValues } from '../../platform/workspace/contract.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { type FormView, typedText } from '../../ui/components/form-values.ts';
import { AsOf, BackLink, Notice, Section, Title } from '../../ui/components/text.tsx';
import { ChoiceField, FormProblems, TextField, Tick } from '../../ui/components/workspace-form.tsx';
import { CARD_PATH, CARE_PATH } from './care-page.tsx';
import { votingDayOf } from './day.ts';
import { healthMessages } from './messages.ts';
import { moment } from './parts.tsx';
import {
  BLOOD_TYPES,
  type CardReading,
  cardSchema,
  type EmergencyCard,
  eraseCard,
  readCard,
  readReadings,
  writeCard,
} from './store.ts';

const CONSENT = 'setuju';
const DEED = 'tindak';
const WITHDRAW = 'tarik';

/** The officer's own card, and who has opened it. Kept nowhere on the way, and not on the phone. */
export async function cardPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const card = await readCard(context.db, context.vault, request.officer.id);
  return shown(context, request, { card, values: card ? { ...card, [CONSENT]: 'ya' } : {}, problems: [] });
}

/** Keeps it, or erases it at once where the consent is withdrawn. */
export async function cardDeed(context: FeatureContext, request: OfficerFormRequest): Promise<PageAnswer> {
  const { db, vault } = context;
  const { form, lang, officer, href, now } = request;
  const t = healthMessages(lang);
  const back: PageAnswer = { kind: 'moved', to: href(CARD_PATH) };
  if (typedText(form, DEED) === WITHDRAW) {
    await eraseCard(db, officer.id);
    return back;
  }
  const day = await votingDayOf(context, officer.election, now.toInstant());
  if (day?.isPast) return back;
  const problems: FieldProblem[] = [];
  if (typedText(form, CONSENT) !== 'ya') problems.push({ field: CONSENT, problem: t.consentMissing });
  const typed = Object.fromEntries(
    Object.keys(cardSchema.shape).map((name) => [name, typedText(form, name)]),
  );
  const card = cardSchema.safeParse(typed);
  for (const { path } of card.error?.issues ?? []) {
    problems.push({ field: String(path[0] ?? ''), problem: t.tooLong });
  }
  if (card.success && !/^(?:\+?\d[\d -]{5,})?$/.test(card.data.contactPhone)) {
    problems.push({ field: 'contactPhone', problem: t.badPhone });
  }
  if (!card.success || problems.length > 0) {
    return shown(context, request, { card: await readCard(db, vault, officer.id), values: form, problems });
  }
  await writeCard(db, vault, officer, card.data, now.toInstant());
  return back;
}

async function shown(
  context: FeatureContext,
  request: OfficerRequest,
  {
    card,
    values,
    problems,
  }: {
    /** As it is kept. */
    readonly card: EmergencyCard | undefined;
    readonly values: FormValues;
    readonly problems: readonly FieldProblem[];
  },
): Promise<PageAnswer> {
  const { lang, officer, href, now, format } = request;
  const t = healthMessages(lang);
  const [day, readings] = await Promise.all([
    votingDayOf(context, officer.election, now.toInstant()),
    readReadings(context.db, officer.id),
  ]);
  const view: FormView = { request, values, problems };
  return {
    kind: 'page',
    title: t.card,
    within: CARE_PATH,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <BackLink href={href(CARE_PATH)} label={t.back} />
        <FormProblems view={view} />
        <Title
          title={t.card}
          lead={day ? t.cardLead(format.date(day.date, { weekday: true })) : t.cardLeadNoDay}
        />
        {day?.isPast ? (
          <Notice>
            <p>{t.over}</p>
          </Notice>
        ) : (
          <form class="form stack" method="post" action={href(CARD_PATH)} noValidate autocomplete="off">
            <ChoiceField
              view={view}
              name="blood"
              label={t.blood}
              options={BLOOD_TYPES.map((type) => ({
                value: type,
                label: type === '' ? t.bloodUnknown : type,
              }))}
            />
            <TextField view={view} name="illness" label={t.illness} optional />
            <TextField view={view} name="medicine" label={t.medicine} optional />
            <TextField view={view} name="allergy" label={t.allergy} optional />
            <TextField view={view} name="contactName" label={t.contactName} optional />
            <TextField view={view} name="contactPhone" label={t.contactPhone} optional />
            <Tick
              type="checkbox"
              id={`f-${CONSENT}`}
              name={CONSENT}
              value="ya"
              label={t.consent}
              checked={typedText(values, CONSENT) === 'ya'}
            />
            <Actions>
              <Button icon="lock">{t.saveCard}</Button>
              {card && (
                <Button alt icon="trash-2" name={DEED} value={WITHDRAW}>
                  {t.withdraw}
                </Button>
              )}
            </Actions>
          </form>
        )}
        <Section title={t.readings}>
          <Readings readings={readings} request={request} />
        </Section>
      </>
    ),
  };
}

function Readings({
  readings,
  request,
}: {
  readonly readings: readonly CardReading[];
  readonly request: OfficerRequest;
}) {
  if (readings.length === 0) return <p class="mute">{healthMessages(request.lang).readingsNone}</p>;
  return (
    <ul class="window list">
      {readings.map(({ readerName, at }) => (
        <li key={`${at}${readerName}`}>
          <div class="list-line">
            <div>
              <b>{readerName}</b>
              <small>{moment(at, request)}</small>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Who opens a card of another. */
export interface CardReader {
  readonly actor: Extract<Actor, { readonly kind: 'officer' }>;
  /** Where the form posts to, and where the way back leads. */
  readonly here: string;
  readonly back: string;
}

/** What stands before a card is opened: that it is written down. */
export async function beforeOpening(
  context: FeatureContext,
  request: PageRequest,
  officer: Officer,
  reader: CardReader,
): Promise<PageAnswer> {
  const t = healthMessages(request.lang);
  const day = await votingDayOf(context, officer.election, request.now.toInstant());
  if (!day?.cardsOpen) return cardAnswer(request, officer, reader, { lead: t.closed });
  return cardAnswer(request, officer, reader, {
    lead: t.openLead,
    body: (
      <form method="post" action={reader.here}>
        <Button icon="id-card">{t.open}</Button>
      </form>
    ),
  });
}

/** Opens a card once: its reading is written to the audit log and to its owner before anything of it is shown. */
export async function openedCard(
  context: FeatureContext,
  request: PageRequest,
  officer: Officer,
  reader: CardReader,
): Promise<PageAnswer> {
  const { db, vault, city } = context;
  const now = request.now.toInstant();
  const t = healthMessages(request.lang);
  const day = await votingDayOf(context, officer.election, now);
  const isSeated = servicePhase(officer, request.now.toPlainDate()) === 'serving';
  if (!day?.cardsOpen || !isSeated) return beforeOpening(context, request, officer, reader);
  const card = await readCard(db, vault, officer.id);
  if (!card) return cardAnswer(request, officer, reader, { lead: t.noCard });
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('health_card_reading')
      .values({ officer: officer.id, reader: reader.actor.id, reader_name: reader.actor.name, at: now })
      .execute();
    await appendAudit(trx, {
      actor: reader.actor,
      action: 'health.card-read',
      subject: { kind: 'officer', id: officer.id },
      agency: city.electionOffice.id,
    });
  });
  const facts = [
    [t.blood, card.blood],
    [t.illness, card.illness],
    [t.medicine, card.medicine],
    [t.allergy, card.allergy],
    [t.contactName, card.contactName],
  ] as const;
  return cardAnswer(request, officer, reader, {
    body: (
      <>
        <dl class="window facts-table emergency-card">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value === '' ? t.nothing : value}</dd>
            </div>
          ))}
          <div>
            <dt>{t.contactPhone}</dt>
            <dd>
              {card.contactPhone === '' ? (
                t.nothing
              ) : (
                <a href={`tel:${card.contactPhone.replace(/[^\d+]/g, '')}`}>{card.contactPhone}</a>
              )}
            </dd>
          </div>
        </dl>
        <AsOf>{t.openLead}</AsOf>
      </>
    ),
  });
}

function cardAnswer(
  { lang }: PageRequest,
  officer: Officer,
  { back }: CardReader,
  { lead, body }: { readonly lead?: string; readonly body?: ComponentChildren },
): PageAnswer {
  const t = healthMessages(lang);
  return {
    kind: 'page',
    title: t.openCard,
    body: (
      <>
        <BackLink href={back} label={t.back} />
        <Title title={t.cardOf(officer.name)} lead={lead} />
        {body}
      </>
    ),
  };
}
