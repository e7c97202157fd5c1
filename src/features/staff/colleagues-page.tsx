import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { findStaff } from '../../platform/sign-in/staff-store.ts';
import type { StaffRequest, WaitingItem, WorkspaceRoute } from '../../platform/workspace/contract.ts';
import { Button } from '../../ui/components/button.tsx';
import { Empty, Title } from '../../ui/components/text.tsx';
import { adminMessages } from './admin-messages.ts';
import { linkShown } from './link-shown.tsx';
import { type Colleague, colleaguesOf, confirmLoss } from './replacement.ts';

export const COLLEAGUES_PATH = '/kerja/rekan';

/** Colleagues, and the way back in for one who lost the passkey. */
export function colleaguesRoute(context: FeatureContext): WorkspaceRoute {
  return {
    path: COLLEAGUES_PATH,
    permission: 'signed-in',
    get: (request) => colleaguesPage(context, request),
    async post(request): Promise<PageAnswer> {
      const lost = String(request.form['id'] ?? '');
      const token = await context.db
        .transaction()
        .execute((trx) => confirmLoss(trx, request.staff, request.address, lost, systemClock()));
      const here = request.href(COLLEAGUES_PATH);
      if (token === undefined) return { kind: 'moved', to: here };
      const person = await findStaff(context.db, { id: lost });
      const label = adminMessages(request.lang).colleagues;
      return linkShown(context, request, person?.name ?? '', token, { href: here, label });
    },
  };
}

/** Losses that wait for this person's word. */
export async function waitingLosses(
  { db }: FeatureContext,
  request: StaffRequest,
): Promise<readonly WaitingItem[]> {
  const colleagues = await colleaguesOf(db, request.staff, systemClock());
  return colleagues.flatMap(({ person, confirmed }) =>
    confirmed && confirmed.by !== request.staff.id
      ? [
          {
            icon: 'key-round',
            title: person.name,
            note: adminMessages(request.lang).waitingNote,
            href: COLLEAGUES_PATH,
            since: confirmed.at,
            urgent: true,
          },
        ]
      : [],
  );
}

async function colleaguesPage(context: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const t = adminMessages(request.lang);
  const colleagues = await colleaguesOf(context.db, request.staff, systemClock());
  return {
    kind: 'page',
    title: t.colleagues,
    body: (
      <>
        <Title title={t.colleagues} lead={t.colleaguesLead} />
        {colleagues.length === 0 && <Empty icon="users" title={t.alone} />}
        {colleagues.length > 0 && (
          <ul class="window list">
            {colleagues.map((colleague) => (
              <Line key={colleague.person.id} colleague={colleague} request={request} />
            ))}
          </ul>
        )}
      </>
    ),
  };
}

function Line({ colleague, request }: { readonly colleague: Colleague; readonly request: StaffRequest }) {
  const t = adminMessages(request.lang);
  const { person, confirmed } = colleague;
  const own = confirmed?.by === request.staff.id;
  return (
    <li class="list-line staff-line">
      <div>
        <b>{person.name}</b>
        <small>{person.email}</small>
        {confirmed && (
          <small>
            {own ? t.youConfirmed : t.confirmedBy(confirmed.name, request.format.dateTime(confirmed.at))}
          </small>
        )}
      </div>
      {!own && (
        <form method="post" action={request.href(COLLEAGUES_PATH)}>
          <input type="hidden" name="id" value={person.id} />
          <Button alt={!confirmed}>
            {confirmed ? t.confirmSecond : t.confirmFirst}
            <span class="vh"> ({person.name})</span>
          </Button>
        </form>
      )}
    </li>
  );
}
