import { z } from 'zod';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { createMailer } from '../../platform/mail/mailer.ts';
import { LINK_MINUTES, linkPath, makeLink } from '../../platform/sign-in/links.ts';
import { findStaff } from '../../platform/sign-in/staff-store.ts';
import { letterMessages } from './letter-messages.ts';

/** Tried again for some eight minutes; whoever still waits then has asked anew. */
const RETRIES = 7;
/** Links of one person that may be open at once: nobody can fill another's letter box. */
const MOST_OPEN_LINKS = 4;

const JOB = 'sign-in.letter';
const letterTask = z.object({ staff: z.string().nullable(), lang: z.enum(LANGUAGES), onward: z.string() });

/**
 * Asks for a letter with a link, which leads on to `onward`. The same is done for an address that nobody has, so that neither the answer nor its
 * time tells who is on the staff.
 */
export async function askForLetter(
  { db, jobs }: Pick<FeatureContext, 'db' | 'jobs'>,
  email: string,
  lang: (typeof LANGUAGES)[number],
  onward: string,
): Promise<void> {
  const person = await findStaff(db, { email });
  const task: z.input<typeof letterTask> = { staff: person?.active ? person.id : null, lang, onward };
  await jobs.send(db, JOB, task);
}

/** Sends the letters that were asked for. A link is made only as its letter leaves, and stands nowhere else. */
export function letterJob({ db, config, city }: Pick<FeatureContext, 'db' | 'config' | 'city'>): Job[] {
  const mailer = createMailer(config);
  if (!mailer) return [];
  return [
    {
      name: JOB,
      retries: RETRIES,
      async run(data) {
        const { staff, lang, onward } = letterTask.parse(data);
        const person = staff === null ? undefined : await findStaff(db, { id: staff });
        if (!person?.active) return;
        const now = systemClock();
        const open = await db
          .selectFrom('sign_in_link')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('staff', '=', person.id)
          .where('expires_at', '>', now)
          .executeTakeFirstOrThrow();
        if (Number(open.count) >= MOST_OPEN_LINKS) return;
        const t = letterMessages(lang);
        const minutes = formatterOf(lang, city.zone).number(LINK_MINUTES);
        // A letter that does not leave takes its link with it.
        await db.transaction().execute(async (trx) => {
          const path = localPath(lang, linkPath(await makeLink(trx, person.id, now)));
          const link = `${config.publicUrl}${path}?${new URLSearchParams({ ke: onward })}`;
          await mailer.send({
            to: person.email,
            subject: t.letterSubject(city.windowName),
            text: t.letterText(person.name, city.windowName, link, minutes),
          });
          await appendAudit(trx, {
            actor: { kind: 'system', name: JOB },
            action: 'link.mail',
            subject: { kind: 'staff', id: person.id },
            agency: null,
          });
        });
      },
    },
  ];
}
