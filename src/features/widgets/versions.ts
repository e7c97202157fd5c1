import type { FeatureContext } from '../../platform/feature.ts';

/** The widgets, by the name of their file and of their element behind `jendela-`. */
export const WIDGETS = ['tahapan', 'hitung-mundur', 'berita', 'cek'] as const;
export type WidgetName = (typeof WIDGETS)[number];

/** So long a version goes on being served after a newer one came. */
export const KEPT_MONTHS = 24;
const NOTE_EVERY_HOURS = 24;

/** A widget's file as this build has it. */
export interface WidgetFile {
  readonly url: string;
  /** `sha384-…`, for the site's script element. */
  readonly integrity: string;
}

/** The file of a widget; undefined where the build has none. */
export function currentFile(
  { assets }: Pick<FeatureContext, 'assets'>,
  name: WidgetName,
): WidgetFile | undefined {
  const asset = `widgets/${name}.js`;
  return assets.has(asset) ? assets.index[asset] : undefined;
}

/**
 * Serves the files of widgets. The newest ones are noted in the database when they are asked for, so that a later
 * release of the window, which has others, goes on serving them: a site's page with an old integrity still works.
 */
export function createVersions(context: Pick<FeatureContext, 'assets' | 'db' | 'clock'>) {
  const { assets, db, clock } = context;
  const noted = new Map<string, Temporal.Instant>();

  function currentBody(file: string): string | undefined {
    const name = WIDGETS.find((widget) => currentFile(context, widget)?.url === `/widgets/${file}`);
    return name && assets.text(`widgets/${name}.js`);
  }

  async function note(file: string, body: string): Promise<void> {
    const now = clock();
    const last = noted.get(file);
    if (last && Temporal.Instant.compare(now, last.add({ hours: NOTE_EVERY_HOURS })) < 0) return;
    await db
      .insertInto('widget_version')
      .values({ file, body, current_at: now })
      .onConflict((conflict) => conflict.column('file').doUpdateSet({ current_at: now }))
      .execute();
    noted.set(file, now);
  }

  return {
    /** The file of that name, of this release or of an earlier one. */
    async read(file: string): Promise<string | undefined> {
      const body = currentBody(file);
      if (body === undefined) {
        const row = await db
          .selectFrom('widget_version')
          .select('body')
          .where('file', '=', file)
          .executeTakeFirst();
        return row?.body;
      }
      await note(file, body);
      return body;
    },

    /** Forgets versions that no window has given as its newest for so long. */
    async forget(): Promise<void> {
      const before = clock().toZonedDateTimeISO('UTC').subtract({ months: KEPT_MONTHS }).toInstant();
      await db.deleteFrom('widget_version').where('current_at', '<', before).execute();
    },
  };
}
