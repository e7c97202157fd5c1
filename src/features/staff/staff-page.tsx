import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { listStaff, type StaffRecord } from '../../platform/sign-in/staff-store.ts';
import type { StaffRequest, WorkspaceRoute } from '../../platform/workspace/contract.ts';
import { LinkButton } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { Title } from '../../ui/components/text.tsx';
import { ROLE_WORDS } from '../../ui/workspace/words.ts';
import { adminMessages } from './admin-messages.ts';
import { MANAGE, managedAgencies } from './manage.ts';

export const STAFF_PATH = '/kerja/staf';

/** Everybody whom an operator looks after. */
export function staffRoute(context: FeatureContext): WorkspaceRoute {
  return {
    path: STAFF_PATH,
    permission: MANAGE.id,
    async get(request): Promise<PageAnswer> {
      const t = adminMessages(request.lang);
      const agencies = managedAgencies(context, request).map(({ id }) => id);
      const all = agencies.includes(context.city.cityOffice.id);
      const people = await listStaff(context.db, all ? undefined : agencies);
      return {
        kind: 'page',
        title: t.staff,
        body: (
          <>
            <Title title={t.staff} lead={t.staffLead}>
              <LinkButton href={request.href(`${STAFF_PATH}/baru`)} icon="user-plus">
                {t.invite}
              </LinkButton>
            </Title>
            <DataTable
              caption={t.staff}
              hideCaption
              columns={[
                { label: t.columnName },
                { label: t.columnRoles },
                { label: t.columnPasskeys, numeric: true },
              ]}
              rows={people.map((person) => ({
                key: person.id,
                cells: [
                  <a key="name" href={request.href(`${STAFF_PATH}/${person.id}`)}>
                    {person.name}
                  </a>,
                  rolesInWords(context, person, request),
                  request.format.number(person.passkeys),
                ],
              }))}
            />
          </>
        ),
      };
    },
  };
}

function rolesInWords(context: FeatureContext, person: StaffRecord, { lang }: StaffRequest): string {
  const t = adminMessages(lang);
  if (!person.active) return t.gone;
  const byAgency = Map.groupBy(person.duties, ({ agency }) => agency);
  const words = [...byAgency].map(([agency, duties]) => {
    const roles = duties.map(({ role }) => ROLE_WORDS[lang][role]).join(', ');
    return `${agencyName(context, agency)}: ${roles}`;
  });
  return words.join('; ') || t.noRole;
}
