import type { Feature, FeatureContext } from '../../platform/feature.ts';
import type { IncidentBook } from '../../platform/officers/incident-book.ts';
import { eraseOld, escalateDue } from './escalation.ts';
import { incidentMigrations } from './tables.ts';
import { incidentsWindow } from './window.ts';
import { createIncidentBook } from './write.ts';

const ESCALATE_SECONDS = 60;
const ERASE_SECONDS = 3600;

/** What goes wrong in the field: reported by officers, answered by PPS, PPK and the election office in their turn. */
export const incidents: Feature = {
  id: 'incidents',
  owner: 'election-office',
  release: { state: 'all' },
  migrations: incidentMigrations,
  provides: (context) => ({ incidents: bookOf(context) }),
  officers: (context) => incidentsWindow(context, bookOf(context)),
  jobs: (context) => [
    {
      name: 'incidents.escalate',
      everySeconds: ESCALATE_SECONDS,
      // The next run comes soon enough, and finds the same.
      retries: 0,
      run: async () => {
        const raised = await escalateDue(context, context.clock());
        if (raised > 0) context.log.info({ raised }, 'reports went to the next level');
      },
    },
    {
      name: 'incidents.erase',
      everySeconds: ERASE_SECONDS,
      retries: 0,
      run: async () => {
        const today = context.clock().toZonedDateTimeISO(context.city.zone).toPlainDate();
        const erased = await eraseOld(context, today);
        if (erased > 0) context.log.info({ erased }, 'texts of reports were erased');
      },
    },
  ],
};

const made = new WeakMap<object, IncidentBook>();

function bookOf(context: FeatureContext): IncidentBook {
  const before = made.get(context);
  if (before) return before;
  const book = createIncidentBook(context);
  made.set(context, book);
  return book;
}
