import { readActions, readAudit } from '../../platform/audit/read.ts';
import type { Feature, FeatureContext } from '../../platform/feature.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { exportAnswer } from './export.ts';
import { messages } from './messages.ts';
import { LOG_PATH, logPage } from './page.tsx';
import { CURSOR, FILTERS, queryOf, READ, READ_ALL } from './query.ts';

const PAGE_SIZE = 50;

const both = (key: 'title' | 'read' | 'readAll') => ({ id: messages('id')[key], en: messages('en')[key] });

/** Who did what, for operators: of their own agency, or of the whole window. */
export const auditLog: Feature = {
  id: 'audit-log',
  owner: 'city-office',
  release: { state: 'all' },
  permissions: [
    { id: READ, roles: ['operator'], of: 'agency', label: both('read') },
    { id: READ_ALL, roles: ['operator'], of: 'city', label: both('readAll') },
  ],
  workspace: (context) => ({
    navigation: [
      {
        group: 'oversight',
        order: 50,
        icon: 'history',
        label: both('title'),
        href: LOG_PATH,
        permission: READ,
      },
    ],
    pages: [
      {
        path: LOG_PATH,
        query: [...FILTERS, CURSOR],
        permission: READ,
        get: async (request) => logPage(await load(context, request), context, request),
      },
    ],
    files: (['csv', 'jsonl'] as const).map((form) => ({
      path: `${LOG_PATH}/unduh.${form}`,
      method: 'GET' as const,
      query: FILTERS,
      permission: READ,
      answer: (request) => exportAnswer(context, request, form),
    })),
  }),
};

async function load({ db }: FeatureContext, request: StaffRequest) {
  const [rows, actions] = await Promise.all([
    readAudit(db, { ...queryOf(request), limit: PAGE_SIZE + 1 }),
    readActions(db),
  ]);
  return { rows: rows.slice(0, PAGE_SIZE), more: rows.length > PAGE_SIZE, actions };
}
