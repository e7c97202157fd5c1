import type { Transaction } from 'kysely';
import type { Staff } from '../../domain/staff.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext, PageAnswer, PageRoute } from '../../platform/feature.ts';

const SIGN_IN_PATH = '/masuk';

/** Ends the session of the request. */
export function signOutRoute({ db, signIn }: FeatureContext): PageRoute {
  return {
    path: '/keluar',
    fresh: true,
    get: async (request): Promise<PageAnswer> => ({ kind: 'moved', to: request.href(SIGN_IN_PATH) }),
    async post(request): Promise<PageAnswer> {
      const staff = await signIn.staffOf(request);
      if (staff) await db.transaction().execute((trx) => end(trx, staff, request.address));
      return { kind: 'moved', to: request.href(SIGN_IN_PATH), cookie: signIn.forgetCookie };
    },
  };
}

async function end(trx: Transaction<DatabaseSchema>, staff: Staff, address: string): Promise<void> {
  const { id, name, session } = staff;
  await trx.deleteFrom('staff_session').where('id', '=', session).execute();
  await appendAudit(trx, {
    actor: { kind: 'staff', id, name, address },
    action: 'session.sign-out',
    subject: { kind: 'staff', id },
    agency: null,
  });
}
