import { createRandom } from './random.ts';

/** Days of views before the demo's first one. */
const DAYS = 21;

/** How people come to a page, and how many of a hundred do. */
const CHANNELS = [
  ['langsung', 46],
  ['wa', 22],
  ['qr', 14],
  ['cari', 11],
  ['situs', 7],
] as const;

/** A page that people open, and how often on an ordinary day. */
export interface DemoPage {
  readonly path: string;
  readonly often: number;
  /** From when on it is there. */
  readonly since?: Temporal.PlainDate;
  readonly area?: string;
}

/** So many views of a page, as the window counts them. */
export interface DemoView {
  readonly day: string;
  readonly path: string;
  readonly area: string;
  readonly channel: string;
  readonly views: number;
}

/** Views of three weeks that grow towards voting day, are fewer on Sundays, and most where a page is new. */
export function demoViews(
  pages: readonly DemoPage[],
  until: Temporal.PlainDate,
  seed: string,
): readonly DemoView[] {
  const random = createRandom(`${seed}|views`);
  const views: DemoView[] = [];
  for (const page of pages) {
    for (let back = DAYS; back >= 0; back--) {
      const day = until.subtract({ days: back });
      if (page.since && Temporal.PlainDate.compare(day, page.since) < 0) continue;
      const total = viewsOn(page, day, back) * (0.8 + random.below(40) / 100);
      for (const [channel, share] of CHANNELS) {
        const count = Math.round((total * share) / 100);
        if (count > 0) {
          views.push({
            day: day.toString(),
            path: page.path,
            area: page.area ?? '',
            channel,
            views: count,
          });
        }
      }
    }
  }
  return views;
}

function viewsOn({ often, since }: DemoPage, day: Temporal.PlainDate, back: number): number {
  const nearness = 1 + (DAYS - back) / DAYS;
  const sunday = day.dayOfWeek === 7 ? 0.7 : 1;
  const age = since ? since.until(day).days : 0;
  const news = since && age < 3 ? 3 - age : 1;
  // The first morning of the demo is not over.
  return often * nearness * sunday * news * (back === 0 ? 0.3 : 1);
}
