import { z } from 'zod';
import type { FeatureContext } from '../../platform/feature.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { createMailer } from '../../platform/mail/mailer.ts';
import { SEALED } from '../../platform/officers/create-officers.ts';
import { groupCode } from './code.ts';
import { handOut, INVITED } from './invitations.ts';
import { joinAddress } from './links.ts';
import { oversightMessages } from './oversight-messages.ts';
import { helperOf } from './people.ts';
import { stillAwaited } from './whom.ts';

export const EMAIL_JOB = 'joining.email';
const task = z.object({ officer: z.string(), by: z.string() });
const RETRIES = 7;
const AT_ONCE = 2;

/** Whether this window sends e-mail at all. */
export function sendsEmail({ config }: Pick<FeatureContext, 'config'>): boolean {
  return config.SMTP_URL !== undefined && config.MAIL_FROM !== undefined;
}

/** Sends invitations by e-mail. The code is read as its letter leaves: none stands in the queue. */
export function emailJob(context: FeatureContext): Job[] {
  const mailer = createMailer(context.config);
  if (!mailer) return [];
  const { db, vault, clock, city, config, officers } = context;
  return [
    {
      name: EMAIL_JOB,
      retries: RETRIES,
      atOnce: AT_ONCE,
      async run(data) {
        const { officer: id, by } = task.parse(data);
        const [officer] = await stillAwaited(db, [id]);
        const row = await db
          .selectFrom('officer')
          .select('email_sealed')
          .where('id', '=', id)
          .executeTakeFirst();
        if (!officer || !row?.email_sealed) return;
        const to = vault.open(SEALED.email, row.email_sealed);
        const helper = helperOf(context, await officers.plan(officer.election), officer, 'id');
        const now = clock();
        const format = formatterOf('id', city.zone);
        const t = oversightMessages('id');
        // A letter that does not leave leaves no trace of having been handed out.
        await db.transaction().execute(async (trx) => {
          const handing = { purpose: 'join', way: 'email', by, now, zone: city.zone } as const;
          const handed = (await handOut(trx, vault, [officer], handing)).get(id);
          if (!handed) return;
          await officers.mark(trx, officer, INVITED, now);
          await mailer.send({
            to,
            subject: t.emailSubject(city.windowName),
            text: t.emailText(
              officer.name,
              city.electionOffice.name,
              joinAddress(config.publicUrl, handed.code),
              groupCode(handed.code),
              format.dateTime(handed.until),
              helper,
            ),
          });
        });
      },
    },
  ];
}
