import { type Command, InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import type { Role } from '../domain/staff.ts';
import { ROLES } from '../domain/staff.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { LINK_MINUTES, linkPath } from '../platform/sign-in/links.ts';
import {
  addStaff,
  endStaff,
  findStaff,
  handOutLink,
  listStaff,
  resetPasskeys,
  type StaffRecord,
  staffEmail,
  staffName,
} from '../platform/sign-in/staff-store.ts';
import { CommandFailure } from './failure.ts';
import { withDatabase } from './with-database.ts';

const printLine = (line: string) => void process.stdout.write(`${line}\n`);

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly agency: string;
  readonly role: Role;
}

/** `jendela staff …`: who works in the window, for the first operator and for the day when nobody can get in. */
export function addStaffCommands(command: Command): void {
  command
    .command('add')
    .description('take a person in, or give one a further role; prints a link to sign in with')
    .requiredOption('--name <text>', 'name of the person', parsedBy(staffName, 'It is one line of text.'))
    .requiredOption(
      '--email <address>',
      'their e-mail address',
      parsedBy(staffEmail, 'It is no e-mail address.'),
    )
    .requiredOption('--agency <id>', 'kpu: the election office; kota: the city’s office', agencyId)
    .requiredOption('--role <role>', ROLES.join(', '), roleName)
    .action((person: NewPerson) =>
      withDatabase(async ({ database, runtime }) => {
        const { name, email, agency, role } = person;
        await database.db
          .transaction()
          .execute((trx) => addStaff(trx, { name, email, duties: [{ agency, role }] }, actorOf('add')));
        printLine(`${name} is ${role} at ${agency}.`);
        return printLink(database, runtime.config.publicUrl, await known(database, email));
      }),
    );
  command
    .command('list')
    .description('list everybody with their roles')
    .action(() =>
      withDatabase(async ({ database }) => {
        for (const person of await listStaff(database.db)) printLine(describe(person));
        return 0;
      }),
    );
  command
    .command('link')
    .description('print a link that lets a person in once')
    .argument('<email>', 'their e-mail address')
    .action((email: string) =>
      withDatabase(async ({ database, runtime }) =>
        printLink(database, runtime.config.publicUrl, await known(database, email)),
      ),
    );
  command
    .command('reset-passkeys')
    .description('take away the passkeys of a person who lost them; prints a link to sign in with')
    .argument('<email>', 'their e-mail address')
    .action((email: string) =>
      withDatabase(async ({ database, runtime }) => {
        const person = await known(database, email);
        const gone = await database.db
          .transaction()
          .execute((trx) => resetPasskeys(trx, person.id, actorOf('reset-passkeys')));
        printLine(`${gone} passkeys of ${person.name} are gone, and every session.`);
        return printLink(database, runtime.config.publicUrl, person);
      }),
    );
  command
    .command('end')
    .description('let a person in no more')
    .argument('<email>', 'their e-mail address')
    .action((email: string) =>
      withDatabase(async ({ database }) => {
        const person = await known(database, email);
        await database.db.transaction().execute((trx) => endStaff(trx, person.id, actorOf('end')));
        printLine(`${person.name} is let in no more. What they wrote keeps their name.`);
        return 0;
      }),
    );
}

async function printLink(database: Database, publicUrl: string, person: StaffRecord): Promise<number> {
  if (!person.active)
    throw new CommandFailure(`${person.name} is let in no more. Take them in again: jendela staff add`);
  const token = await database.db
    .transaction()
    .execute((trx) => handOutLink(trx, person.id, systemClock(), actorOf('link')));
  printLine(`For ${person.name}, once, within ${LINK_MINUTES} minutes:`);
  printLine(`  ${publicUrl}${linkPath(token)}`);
  return 0;
}

async function known(database: Database, email: string): Promise<StaffRecord> {
  const person = await findStaff(database.db, { email: email.trim().toLowerCase() });
  if (!person) throw new CommandFailure('Nobody has this address. See: jendela staff list');
  return person;
}

function describe({ name, email, active, duties, passkeys }: StaffRecord): string {
  const roles = duties.map(({ agency, role }) => `${agency} ${role}`).join(', ');
  return `${email}  ${name}  ${active ? roles || 'no role' : 'let in no more'}  passkeys: ${passkeys}`;
}

function actorOf(command: string) {
  return { kind: 'command', name: `staff ${command}` } as const;
}

function parsedBy(schema: z.ZodType<string>, problem: string) {
  return (text: string): string => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(problem);
  };
}

function agencyId(text: string): string {
  if (/^[a-z0-9-]{1,32}$/.test(text)) return text;
  throw new InvalidArgumentError('It is an id such as kpu or kota.');
}

function roleName(text: string): Role {
  const role = ROLES.find((name) => name === text);
  if (role) return role;
  throw new InvalidArgumentError(`It is one of ${ROLES.join(', ')}.`);
}
