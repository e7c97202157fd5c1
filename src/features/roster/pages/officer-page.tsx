import { findBody, type Officer } from '../../../domain/officer.ts';
import { readAudit } from '../../../platform/audit/read.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { oversightPath } from '../../../platform/officers/oversight.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { typedText } from '../../../ui/components/form-values.ts';
import { HomePanes } from '../../../ui/components/home-panes.tsx';
import { BackLink, type Fact, Facts, Notice, Section, Title } from '../../../ui/components/text.tsx';
import { LIST_PATH, officerPath, PERMISSION, teamPath } from '../constants.ts';
import { actorOf, noteUnmasking } from '../deeds.ts';
import { messages, reasonWords } from '../messages.ts';
import { maskNumbers, type Numbers, type OfficerRecord, openNumbers, readRecord } from '../people.ts';
import { nameOf, placeInWords, roleInWords } from '../scope.ts';
import { OfficerChip } from './officer-line.tsx';

/** Which number is asked for. */
const WHAT = 'yang';
const MOST_EVENTS = 30;
const NUMBERS = ['nik', 'phone', 'email'] as const;
type NumberName = (typeof NUMBERS)[number];

/** One officer with what every feature says of them; numbers are masked. */
export async function officerPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  return shown(context, request);
}

/** The same with one number whole, which is written down first. */
export async function unmaskedPage(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<PageAnswer> {
  const what = NUMBERS.find((name) => name === typedText(request.form, WHAT));
  const officer = await context.officers.find(request.params['officer'] ?? '');
  if (!officer || !what) return { kind: 'missing' };
  if (!mayUnmask(what, request)) {
    throw new Problem(403, 'not-allowed', 'Telephones alone are shown to committees.');
  }
  await noteUnmasking(context, officer, what, actorOf(request));
  return shown(context, request, what);
}

/** Staff by their role; PPK and PPS the telephones of those in their area, whom they have to call. */
function mayUnmask(what: NumberName, { overseer, may }: OverseerRequest): boolean {
  return overseer.kind === 'staff' ? may(PERMISSION.unmask) : what === 'phone';
}

async function shown(
  context: FeatureContext,
  request: OverseerRequest,
  unmasked?: NumberName,
): Promise<PageAnswer> {
  const id = request.params['officer'] ?? '';
  const [officer, record] = await Promise.all([context.officers.find(id), readRecord(context, id)]);
  const plan = officer && (await context.officers.plan(officer.election));
  if (!officer || !record || !plan) return { kind: 'missing' };
  const { lang, here, may, overseer } = request;
  const t = messages(lang);
  const body = findBody(plan, officer.body);
  const panes = await Promise.all(
    context.officerWindows().map(({ onOfficerPage }) => onOfficerPage?.(officer, request)),
  );
  const history = await historyOf(context, officer, record, request);
  const view = context.capabilities.pollingPlaces;
  const place = officer.place === undefined ? undefined : await view?.find(officer.election, officer.place);
  const where = placeInWords(context, { ...officer, number: place?.place.displayNumber }, lang);
  return {
    kind: 'page',
    title: nameOf(officer, lang),
    within: oversightPath(overseer.kind, LIST_PATH),
    body: (
      <>
        <BackLink
          href={here(teamPath(officer.body, officer))}
          label={`${body?.name[lang] ?? officer.body} ${where}`}
        />
        <Title title={nameOf(officer, lang)} eyebrow={roleInWords(plan, officer, lang)} lead={where}>
          {may(PERMISSION.manage) && !officer.left && record.erased_at === null && (
            <Actions>
              <LinkButton icon="user-plus" href={here(`${officerPath(id)}/ganti`)}>
                {t.replace}
              </LinkButton>
              <LinkButton alt icon="pencil" href={here(`${officerPath(id)}/ubah`)}>
                {t.correct}
              </LinkButton>
            </Actions>
          )}
        </Title>
        <p class="states">
          <OfficerChip officer={officer} request={request} />
        </p>
        <NumberSection
          officer={officer}
          record={record}
          unmasked={unmasked}
          context={context}
          request={request}
        />
        <HomePanes panes={panes.filter((pane) => pane !== undefined)} href={(path) => path} />
        <History {...history} title={t.history} />
      </>
    ),
  };
}

function NumberSection(props: {
  readonly officer: Officer;
  readonly record: OfficerRecord;
  readonly unmasked: NumberName | undefined;
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
}) {
  const { officer, record, unmasked, context, request } = props;
  const { lang, here, format } = request;
  const t = messages(lang);
  if (record.erased_at) {
    return (
      <Notice>
        <p>{t.erasedNote(format.dateTime(record.erased_at))}</p>
      </Notice>
    );
  }
  const whole = openNumbers(context, record);
  const masked = maskNumbers(whole);
  const text = (name: NumberName) => (name === unmasked ? whole : (masked as Numbers))[name];
  const icons = { nik: 'id-card', phone: 'phone', email: 'mail' } as const;
  const hidden = NUMBERS.filter(
    (name) => whole[name] !== undefined && name !== unmasked && mayUnmask(name, request),
  );
  return (
    <Section title={t.numbers}>
      <div class="stack">
        {unmasked && (
          <Notice tone="warn">
            <p>{t.shownNow}</p>
          </Notice>
        )}
        <Facts
          items={[
            ...NUMBERS.map((name) => ({ icon: icons[name], text: text(name) ?? t.none, note: t[name] })),
            {
              icon: 'calendar-days' as const,
              text: t.termLine(format.date(officer.serves.from), format.date(officer.serves.until)),
              note: t.term,
            },
          ]}
        />
        {hidden.length > 0 && (
          <form class="form stack" method="post" action={here(`${officerPath(officer.id)}/nomor`)}>
            <Actions>
              {hidden.map((name) => (
                <Button key={name} alt icon="eye" name={WHAT} value={name}>
                  {t.show(name === 'nik' ? t.nik : t[name].toLowerCase())}
                </Button>
              ))}
            </Actions>
            <p class="mute">{t.showNote}</p>
          </form>
        )}
      </div>
    </Section>
  );
}

/** How they came, whom they follow, who followed, and what was done with their data. */
async function historyOf(
  context: FeatureContext,
  officer: Officer,
  record: OfficerRecord,
  request: OverseerRequest,
) {
  const { db, officers, city } = context;
  const { lang, here, format, overseer } = request;
  const t = messages(lang);
  const successor = await db
    .selectFrom('officer')
    .select(['id', 'name'])
    .where('replaces', '=', officer.id)
    .executeTakeFirst();
  const before = officer.replaces === undefined ? undefined : await officers.find(officer.replaces);
  const link = (person: { readonly id: string; readonly name: string }) => (
    <a class="link" href={here(officerPath(person.id))}>
      {nameOf(person, lang)}
    </a>
  );
  const entries: readonly Fact[] = [
    { icon: 'user-plus', text: format.dateTime(record.created_at), note: t.enteredOn },
    ...(officer.joined
      ? [{ icon: 'user-check' as const, text: format.dateTime(officer.joined.at), note: t.joinedOn }]
      : []),
    ...(before ? [{ icon: 'history' as const, text: link(before), note: t.replaces }] : []),
    ...(officer.left
      ? [
          {
            icon: 'log-out' as const,
            text: `${format.date(officer.left.on)}, ${reasonWords(lang)[officer.left.reason]}`,
            note: t.leftOn,
          },
        ]
      : []),
    ...(successor ? [{ icon: 'arrow-right' as const, text: link(successor), note: t.replacedBy }] : []),
  ];
  // Who looked at a number is for the office, and not for a committee.
  const lines =
    overseer.kind === 'staff'
      ? await readAudit(db, {
          agencies: [city.electionOffice.id],
          subject: { kind: 'officer', id: officer.id },
          limit: MOST_EVENTS,
        })
      : [];
  const deeds = lines.flatMap(({ action, at, actor_name }) => {
    const word =
      action === 'officers.correct' ? t.corrected : action === 'officers.unmask' ? t.unmasked : undefined;
    return word && at
      ? [{ key: `${action}${at}`, text: `${word}: ${format.dateTime(at)}`, note: t.by(actor_name) }]
      : [];
  });
  return { entries, deeds };
}

function History({
  entries,
  deeds,
  title,
}: Awaited<ReturnType<typeof historyOf>> & { readonly title: string }) {
  return (
    <Section title={title}>
      <Facts items={entries} />
      {deeds.length > 0 && (
        <ul class="window list">
          {deeds.map(({ key, text, note }) => (
            <li key={key} class="list-line">
              <div>
                <b>{text}</b>
                <small>{note}</small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
