import type { Feature } from '../../platform/feature.ts';
import { JOINED } from '../../platform/officers/officers.ts';
import { alarmRoute, waitingAlarms } from './alarm-page.tsx';
import { emailJob } from './email.ts';
import { INVITED } from './invitations.ts';
import { INVITATIONS_PATH, invitationsRoute, MANAGE } from './invitations-page.tsx';
import { joinRoutes } from './join-pages.tsx';
import { printJob } from './letters/job.ts';
import { sweepLetters } from './letters/store.ts';
import { lettersRoutes } from './letters-page.tsx';
import { joiningPane, officerRoute } from './officer-page.tsx';
import { oversightMessages } from './oversight-messages.ts';
import { erasePhones } from './phones.ts';
import { phoneRoutes, phonesPane } from './phones-page.tsx';
import { createJoining } from './service.ts';
import { signInRoutes } from './sign-in-pages.tsx';
import { joiningMigrations } from './tables.ts';

const SWEEP_SECONDS = 300;

/** How field officers come in: invitations and their letters, joining, signing in, phones, and help in person. */
export const joining: Feature = {
  id: 'joining',
  owner: 'election-office',
  release: { state: 'all' },
  migrations: joiningMigrations,
  pages(context) {
    const service = createJoining(context);
    return [...joinRoutes(service), ...signInRoutes(service)];
  },
  officers(context) {
    const { page, file } = lettersRoutes(context);
    return {
      pages: phoneRoutes(context),
      home: async (request) => [phonesPane(request)],
      oversight: [invitationsRoute(context), page, officerRoute(context), alarmRoute(context)],
      oversightFiles: [file],
      oversightNavigation: [
        {
          order: 20,
          icon: 'mail',
          label: { id: oversightMessages('id').navigation, en: oversightMessages('en').navigation },
          path: INVITATIONS_PATH,
          permission: MANAGE,
          overseers: true,
        },
      ],
      waiting: (request) => waitingAlarms(context, request),
      measures: [
        {
          id: INVITED,
          unit: 'officer',
          order: 10,
          label: { id: 'Diundang', en: 'Invited' },
          missing: { id: 'Belum diundang', en: 'Not invited' },
        },
        {
          id: JOINED,
          unit: 'officer',
          order: 20,
          label: { id: 'Bergabung', en: 'Joined' },
          missing: { id: 'Belum bergabung', en: 'Not joined' },
        },
      ],
      onOfficerPage: (officer, request) => joiningPane(context, officer, request),
      erase: erasePhones,
    };
  },
  jobs: (context) => [
    printJob(context),
    ...emailJob(context),
    {
      name: 'joining.sweep',
      everySeconds: SWEEP_SECONDS,
      retries: 0,
      async run() {
        await sweepLetters(context.db, context.clock());
        await context.db.deleteFrom('officer_challenge').where('expires_at', '<', context.clock()).execute();
      },
    },
  ],
};
