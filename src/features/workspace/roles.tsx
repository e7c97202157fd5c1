import { ROLES } from '../../domain/staff.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { defineMessages } from '../../platform/i18n/messages.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { declaredPermissions } from '../../platform/workspace/permissions.ts';
import { Icon } from '../../ui/components/icon.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { Title } from '../../ui/components/text.tsx';
import { ROLE_WORDS } from '../../ui/workspace/words.ts';

const messages = defineMessages(
  {
    title: 'Siapa boleh apa',
    lead: 'Yang tidak tercantum tidak boleh. Setiap peran berlaku di kantornya sendiri.',
    deed: 'Tugas',
    where: 'Di mana',
    ownAgency: 'Kantor sendiri',
    yes: 'Boleh',
    no: 'Tidak',
  },
  {
    title: 'Who may do what',
    lead: 'What is not listed is not allowed. Each role is one at its own office.',
    deed: 'Task',
    where: 'Where',
    ownAgency: 'Own office',
    yes: 'May',
    no: 'May not',
  },
);

/** Which role may do what, from what features declare. */
export async function rolesPage(context: FeatureContext, { lang }: StaffRequest): Promise<PageAnswer> {
  const t = messages(lang);
  const permissions = declaredPermissions(context.features(), context.kinds.values());
  const sorted = permissions.toSorted((a, b) => a.label[lang].localeCompare(b.label[lang], lang));
  const mark = (allowed: boolean) =>
    allowed ? (
      <span class="may">
        <Icon name="check" />
        {t.yes}
      </span>
    ) : (
      <span class="mute">{t.no}</span>
    );
  return {
    kind: 'page',
    title: t.title,
    body: (
      <>
        <Title title={t.title} lead={t.lead} />
        <DataTable
          caption={t.title}
          hideCaption
          columns={[
            { label: t.deed },
            { label: t.where },
            ...ROLES.map((role) => ({ label: ROLE_WORDS[lang][role] })),
          ]}
          rows={sorted.map(({ id, label, roles, of }) => ({
            key: id,
            cells: [
              label[lang],
              of === 'city' ? context.city.cityOffice.name : t.ownAgency,
              ...ROLES.map((role) => mark(roles.includes(role))),
            ],
          }))}
        />
      </>
    ),
  };
}
