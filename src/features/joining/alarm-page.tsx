import { appendAudit } from '../../platform/audit/append.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerRequest, OverseerRoute, OverseerWaiting } from '../../platform/officers/contract.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { BackLink, Empty, Title } from '../../ui/components/text.tsx';
import { INVITATIONS_PATH, MANAGE } from './invitations-page.tsx';
import { actorOf } from './oversight-deeds.ts';
import { oversightMessages } from './oversight-messages.ts';

const ALARM_PATH = `${INVITATIONS_PATH}/peringatan`;
const MOST_ALARMS = 50;

/** Where staff of the election office see that codes were guessed at, and say that they saw to it. */
export function alarmRoute(context: FeatureContext): OverseerRoute {
  return {
    path: ALARM_PATH,
    permission: MANAGE,
    overseers: false,
    areaOf: 'own',
    get: (request) => page(context, request),
    async post(request): Promise<PageAnswer> {
      const now = context.clock();
      await context.db.transaction().execute(async (trx) => {
        const seen = await trx
          .updateTable('officer_code_alarm')
          .set({ seen_at: now, seen_by: request.overseer.name })
          .where('seen_at', 'is', null)
          .returning('id')
          .execute();
        for (const { id } of seen) {
          await appendAudit(trx, {
            actor: actorOf(request),
            action: 'invitation.alarm-seen',
            subject: { kind: 'invitation', id },
            agency: context.city.electionOffice.id,
          });
        }
      });
      return { kind: 'moved', to: request.here(ALARM_PATH) };
    },
  };
}

/** What waits for staff: alarms that nobody looked at. */
export async function waitingAlarms(
  { db }: FeatureContext,
  { overseer, lang }: OverseerRequest,
): Promise<readonly OverseerWaiting[]> {
  if (overseer.kind !== 'staff') return [];
  const open = await db
    .selectFrom('officer_code_alarm')
    .select('began_at')
    .where('seen_at', 'is', null)
    .orderBy('began_at')
    .limit(1)
    .executeTakeFirst();
  if (!open) return [];
  const t = oversightMessages(lang);
  return [
    {
      icon: 'triangle-alert',
      title: t.alarmWaiting,
      note: t.alarmNote,
      path: ALARM_PATH,
      since: open.began_at,
      urgent: true,
    },
  ];
}

async function page({ db }: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, here, format } = request;
  const t = oversightMessages(lang);
  const alarms = await db
    .selectFrom('officer_code_alarm')
    .selectAll()
    .orderBy('last_at', 'desc')
    .limit(MOST_ALARMS)
    .execute();
  return {
    kind: 'page',
    title: t.alarmTitle,
    body: (
      <div class="stack">
        <BackLink href={here(INVITATIONS_PATH)} label={t.back} />
        <Title title={t.alarmTitle} lead={t.alarmLead} />
        {alarms.length === 0 ? (
          <Empty icon="circle-check" title={t.alarmNone} />
        ) : (
          <ul class="prose">
            {alarms.map(({ id, began_at, last_at, seen_at, seen_by }) => (
              <li key={id}>
                {t.alarmRow(format.dateTime(began_at), format.dateTime(last_at))}
                {seen_at && seen_by ? ` · ${t.alarmDone(seen_by, format.dateTime(seen_at))}` : ''}
              </li>
            ))}
          </ul>
        )}
        {alarms.some(({ seen_at }) => seen_at === null) && (
          <form method="post" action={here(ALARM_PATH)}>
            <Actions>
              <Button icon="check">{t.alarmSeen}</Button>
            </Actions>
          </form>
        )}
      </div>
    ),
  };
}
