import { ROLES } from '../../domain/staff.ts';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import {
  addStaff,
  findStaff,
  handOutLink,
  staffEmail,
  staffName,
} from '../../platform/sign-in/staff-store.ts';
import type {
  FieldProblem,
  FormValues,
  StaffFormRequest,
  StaffRequest,
  WorkspaceRoute,
} from '../../platform/workspace/contract.ts';
import { Button } from '../../ui/components/button.tsx';
import { BackLink, Title } from '../../ui/components/text.tsx';
import {
  CheckboxesField,
  ChoiceField,
  FormProblems,
  TextField,
} from '../../ui/components/workspace-form.tsx';
import { ROLE_WORDS } from '../../ui/workspace/words.ts';
import { adminMessages } from './admin-messages.ts';
import { linkShown } from './link-shown.tsx';
import { chosenRoles, MANAGE, managedAgencies, managesWholly } from './manage.ts';
import { STAFF_PATH } from './staff-page.tsx';

/** The form by which an operator takes somebody in. */
export function inviteRoute(context: FeatureContext): WorkspaceRoute {
  return {
    path: `${STAFF_PATH}/baru`,
    permission: MANAGE.id,
    get: async (request) => invitePage(context, request, {}, []),
    post: (request) => invite(context, request),
  };
}

async function invite(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const { form, staff, address, lang } = request;
  const t = adminMessages(lang);
  const agencies = managedAgencies(context, request);
  const name = staffName.safeParse(form['nama']);
  const email = staffEmail.safeParse(form['email']);
  const agency =
    agencies.find(({ id }) => id === form['kantor']) ?? (agencies.length === 1 ? agencies[0] : undefined);
  const roles = chosenRoles(form['peran']);
  if (!name.success || !email.success || !agency || roles.length === 0) {
    const problems: FieldProblem[] = [
      ...(name.success ? [] : [{ field: 'nama', problem: t.nameProblem }]),
      ...(email.success ? [] : [{ field: 'email', problem: t.emailProblem }]),
      ...(agency ? [] : [{ field: 'kantor', problem: t.agencyProblem }]),
      ...(roles.length > 0 ? [] : [{ field: 'peran', problem: t.rolesProblem }]),
    ];
    return invitePage(context, request, form, problems);
  }
  const actor = { kind: 'staff', id: staff.id, name: staff.name, address } as const;
  const token = await context.db.transaction().execute(async (trx) => {
    const known = await findStaff(trx, { email: email.data });
    const id = await addStaff(
      trx,
      { name: name.data, email: email.data, duties: roles.map((role) => ({ agency: agency.id, role })) },
      actor,
    );
    // Who is in already gets further roles, and no way into somebody's account is handed to an operator.
    const entersOthers = known && (known.passkeys > 0 || !managesWholly(agencies, known));
    return entersOthers ? undefined : handOutLink(trx, id, systemClock(), actor);
  });
  const back = { href: request.href(STAFF_PATH), label: t.backToStaff };
  if (token === undefined) return { kind: 'moved', to: back.href };
  return linkShown(context, request, name.data, token, back);
}

function invitePage(
  context: FeatureContext,
  request: StaffRequest,
  values: FormValues,
  problems: readonly FieldProblem[],
): PageAnswer {
  const t = adminMessages(request.lang);
  const view = { request, values, problems };
  const agencies = managedAgencies(context, request);
  return {
    kind: 'page',
    title: t.invite,
    within: STAFF_PATH,
    ...(problems.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <BackLink href={request.href(STAFF_PATH)} label={t.backToStaff} />
        <FormProblems view={view} />
        <Title title={t.invite} lead={t.inviteLead} />
        <form class="stack" method="post" action={request.href(`${STAFF_PATH}/baru`)}>
          <TextField view={view} name="nama" label={t.name} />
          <TextField view={view} name="email" label={t.email} hint={t.emailHint} type="email" />
          {agencies.length > 1 && (
            <ChoiceField
              view={view}
              name="kantor"
              label={t.agency}
              options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <CheckboxesField
            view={view}
            name="peran"
            label={t.roles}
            hint={t.rolesHint}
            options={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[request.lang][role] }))}
          />
          <Button icon="check">{t.save}</Button>
        </form>
      </>
    ),
  };
}
