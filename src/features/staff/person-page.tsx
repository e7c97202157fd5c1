import { ROLES } from '../../domain/staff.ts';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import {
  endSessions,
  endStaff,
  findStaff,
  handOutLink,
  listStaff,
  lockDuties,
  type StaffRecord,
  setDuties,
} from '../../platform/sign-in/staff-store.ts';
import type {
  FieldProblem,
  StaffFormRequest,
  StaffRequest,
  WorkspaceRoute,
} from '../../platform/workspace/contract.ts';
import { Button } from '../../ui/components/button.tsx';
import { BackLink, Section, Title } from '../../ui/components/text.tsx';
import { CheckboxesField, FormProblems } from '../../ui/components/workspace-form.tsx';
import { ROLE_WORDS } from '../../ui/workspace/words.ts';
import { adminMessages } from './admin-messages.ts';
import { linkShown } from './link-shown.tsx';
import {
  chosenRoles,
  leavesNoOperator,
  MANAGE,
  type ManagedAgency,
  managedAgencies,
  manages,
  managesWholly,
} from './manage.ts';
import { STAFF_PATH } from './staff-page.tsx';

/** A person as their operator sees them: roles, and the ways in. */
export function personRoute(context: FeatureContext): WorkspaceRoute {
  return {
    path: `${STAFF_PATH}/:id`,
    permission: MANAGE.id,
    async get(request): Promise<PageAnswer> {
      const found = await openPerson(context, request);
      return found ? personPage(request, found, []) : { kind: 'missing' };
    },
    async post(request): Promise<PageAnswer> {
      const found = await openPerson(context, request);
      return found ? act(context, request, found) : { kind: 'missing' };
    },
  };
}

interface OpenPerson {
  readonly person: StaffRecord;
  readonly agencies: readonly ManagedAgency[];
}

/** The person, where this operator looks after them: others are not there. */
async function openPerson(context: FeatureContext, request: StaffRequest): Promise<OpenPerson | undefined> {
  const person = await findStaff(context.db, { id: request.params['id'] ?? '' });
  const agencies = managedAgencies(context, request);
  return person && manages(agencies, person) ? { person, agencies } : undefined;
}

async function act(
  context: FeatureContext,
  request: StaffFormRequest,
  found: OpenPerson,
): Promise<PageAnswer> {
  const { person, agencies } = found;
  const { form, staff, address } = request;
  const t = adminMessages(request.lang);
  const actor = { kind: 'staff', id: staff.id, name: staff.name, address } as const;
  const { db } = context;
  const stay: PageAnswer = { kind: 'moved', to: request.href(`${STAFF_PATH}/${person.id}`) };
  const deed = form['tindakan'];
  if (deed !== 'peran' && !managesWholly(agencies, person)) return stay;
  switch (deed) {
    case 'peran': {
      const agency = agencies.find(({ id }) => id === form['kantor']);
      if (!agency) return { kind: 'missing' };
      const roles = chosenRoles(form['peran']);
      const refused = await db.transaction().execute(async (trx) => {
        await lockDuties(trx);
        if (leavesNoOperator(await listStaff(trx, [agency.id]), person, agency.id, roles)) return true;
        await setDuties(
          trx,
          person.id,
          agency.id,
          roles.map((role) => ({ agency: agency.id, role })),
          actor,
        );
        return false;
      });
      return refused
        ? personPage(request, found, [{ field: `peran-${agency.id}`, problem: t.lastOperator }])
        : stay;
    }
    case 'tautan': {
      if (person.passkeys > 0 || !person.active) return stay;
      const token = await db
        .transaction()
        .execute((trx) => handOutLink(trx, person.id, systemClock(), actor));
      const back = { href: request.href(`${STAFF_PATH}/${person.id}`), label: person.name };
      return linkShown(context, request, person.name, token, back);
    }
    case 'sesi':
      await db.transaction().execute((trx) => endSessions(trx, person.id, actor));
      return stay;
    case 'tutup': {
      const refused = await db.transaction().execute(async (trx) => {
        await lockDuties(trx);
        for (const { agency } of person.duties) {
          if (leavesNoOperator(await listStaff(trx, [agency]), person, agency, [])) return agency;
        }
        await endStaff(trx, person.id, actor);
        return undefined;
      });
      return refused === undefined
        ? stay
        : personPage(request, found, [{ field: `peran-${refused}`, problem: t.lastOperator }]);
    }
    default:
      return stay;
  }
}

function personPage(
  request: StaffRequest,
  { person, agencies }: OpenPerson,
  problems: readonly FieldProblem[],
): PageAnswer {
  const t = adminMessages(request.lang);
  return {
    kind: 'page',
    title: person.name,
    within: STAFF_PATH,
    ...(problems.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <BackLink href={request.href(STAFF_PATH)} label={t.backToStaff} />
        <FormProblems view={{ request, values: {}, problems }} />
        <Title
          title={person.name}
          eyebrow={person.email}
          lead={person.active ? t.passkeyCount(request.format.number(person.passkeys)) : t.gone}
        />
        {person.active &&
          agencies.map((agency) => (
            <Duties key={agency.id} agency={agency} person={person} request={request} problems={problems} />
          ))}
        {person.active && managesWholly(agencies, person) && <Access person={person} request={request} />}
      </>
    ),
  };
}

function Duties({
  agency,
  person,
  request,
  problems,
}: {
  readonly agency: ManagedAgency;
  readonly person: StaffRecord;
  readonly request: StaffRequest;
  readonly problems: readonly FieldProblem[];
}) {
  const t = adminMessages(request.lang);
  const roles = person.duties.filter((duty) => duty.agency === agency.id).map(({ role }) => role);
  const name = `peran-${agency.id}`;
  return (
    <form class="stack" method="post" action={request.href(`${STAFF_PATH}/${person.id}`)}>
      <input type="hidden" name="tindakan" value="peran" />
      <input type="hidden" name="kantor" value={agency.id} />
      <CheckboxesField
        view={{
          request,
          values: { peran: roles },
          problems: problems
            .filter(({ field }) => field === name)
            .map((each) => ({ ...each, field: 'peran' })),
        }}
        name="peran"
        label={t.rolesAt(agency.name)}
        options={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[request.lang][role] }))}
      />
      <Button alt>{t.save}</Button>
    </form>
  );
}

function Access({ person, request }: { readonly person: StaffRecord; readonly request: StaffRequest }) {
  const t = adminMessages(request.lang);
  const action = request.href(`${STAFF_PATH}/${person.id}`);
  const deed = (value: string, label: string) => (
    <form method="post" action={action}>
      <input type="hidden" name="tindakan" value={value} />
      <Button alt>{label}</Button>
    </form>
  );
  return (
    <Section title={t.access}>
      <div class="stack">
        {person.passkeys === 0 && (
          <>
            <p class="mute">{t.newLinkNote}</p>
            {deed('tautan', t.newLink)}
          </>
        )}
        {deed('sesi', t.endSessions)}
        <p class="mute">{t.endNote}</p>
        {deed('tutup', t.endPerson)}
      </div>
    </Section>
  );
}
