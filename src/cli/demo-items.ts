import { demoItems } from '../demo/items.ts';
import { pdfBytes } from '../demo/items-pdf.ts';
import type { DemoDeed, DemoItem } from '../demo/items-story.ts';
import { type DemoPage, demoViews } from '../demo/items-views.ts';
import type { AreaIndex } from '../domain/area.ts';
import type { City } from '../platform/city.ts';
import type { FeatureContext } from '../platform/feature.ts';
import { storePdf } from '../platform/media/store.ts';
import type { DraftInput, WorkItem } from '../platform/publishing/publishing.ts';
import type { ViewCount } from '../platform/views/store.ts';
import { demoActor } from './demo-staff.ts';
import { CommandFailure } from './failure.ts';

/** Items of one kind and agency that a demo has at most. */
const MOST_ITEMS = 100;

/** What people open besides items, and how often on an ordinary day. */
const PAGES: readonly DemoPage[] = [
  { path: '/', often: 420 },
  { path: '/cek', often: 310 },
  { path: '/tps', often: 150 },
  { path: '/tahapan', often: 90 },
  { path: '/berita', often: 120 },
  { path: '/tanya', often: 70 },
  { path: '/periksa', often: 40 },
  { path: '/dokumen', often: 20 },
];

type Parts = Pick<FeatureContext, 'db' | 'publishing' | 'kinds' | 'city' | 'areas'>;

/** One deed of an item, with the mark that the item bears once it is done. */
interface Step {
  readonly item: DemoItem;
  readonly deed: DemoDeed;
  readonly at: Temporal.Instant;
  readonly mark: string;
}

/**
 * Lets a demo's staff write, review and publish what an invented city has to say, in the order of the calendar, by the
 * window's own publishing. Before each deed `setNow` sets the window's clock to when it was done. What an attempt that was cut short had done already is not done again.
 *
 * @throws CommandFailure where a demo's person or page is refused
 */
export async function publishDemoItems(
  parts: Parts,
  setNow: (now: Temporal.Instant) => void,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const items: DemoItem[] = [];
  for (const item of demoItemsOf(parts.areas, parts.city)) items.push(await withFile(parts, item));
  const known = await knownItems(parts);
  const waiting = items.flatMap((item) => stepsLeft(item, parts.city.zone, known.get(keyOf(parts, item))));
  const steps = waiting.sort((a, b) => Temporal.Instant.compare(a.at, b.at));
  for (const [done, step] of steps.entries()) {
    setNow(step.at);
    const key = keyOf(parts, step.item);
    const after = await take(parts, step, known.get(key));
    if (after) known.set(key, after);
    onProgress(done + 1, steps.length);
  }
}

/** Views of the weeks before, for pages and published items, so that there is something to look back on. */
export async function demoViewCounts(
  { publishing, kinds, city }: Parts,
  now: Temporal.Instant,
  seed: string,
): Promise<readonly ViewCount[]> {
  const published = await publishing.reader.list({
    kinds: ['announcement', 'document', 'question'],
    shown: ['published', 'corrected', 'expired', 'withdrawn'],
    limit: MOST_ITEMS,
  });
  const pages = published.map((item): DemoPage => {
    const [area] = item.envelope.areas;
    return {
      path: kinds.get(item.kind)?.address(item) ?? '/',
      often: item.envelope.urgency === 'normal' ? 24 : 60,
      since: item.publishedAt.toZonedDateTimeISO(city.zone).toPlainDate(),
      ...(area && { area }),
    };
  });
  return demoViews([...PAGES, ...pages], now.toZonedDateTimeISO(city.zone).toPlainDate(), seed);
}

function demoItemsOf(areas: AreaIndex, city: City): readonly DemoItem[] {
  const area = areas.get(city.area);
  if (!area) throw new CommandFailure(`There is no area ${city.area}.`);
  return demoItems(areas, area);
}

async function knownItems({ publishing }: Parts): Promise<Map<string, WorkItem>> {
  const items = await publishing.list({ agencies: ['kpu', 'kota'], limit: MOST_ITEMS });
  return new Map(items.map((item) => [`${item.kind} ${item.title.id}`, item]));
}

/** Titles of a demo differ, and stay the same when an item is corrected. */
function keyOf({ kinds }: Parts, { kind, content }: DemoItem): string {
  const known = kinds.get(kind);
  if (!known) throw new CommandFailure(`A demo needs the kind ${kind}, which is switched off.`);
  return `${kind} ${known.title(content).id}`;
}

/** The deeds that an item has before it, by how far it has come. */
function stepsLeft(item: DemoItem, zone: string, known: WorkItem | undefined): readonly Step[] {
  let version = 0;
  const steps = item.story.map((deed): Step => {
    if (deed.deed === 'publish' || deed.deed === 'withdraw' || deed.deed === 'expire') version += 1;
    return { item, deed, at: instantOf(deed.at, zone), mark: markOf(version, WORK_AFTER[deed.deed], deed) };
  });
  if (!known) return steps;
  const mark = markOf(known.version, known.work, known.draft?.sentBack && { deed: 'send-back' });
  return steps.slice(steps.findIndex((step) => step.mark === mark) + 1);
}

const WORK_AFTER: Readonly<Record<DemoDeed['deed'], WorkItem['work']>> = {
  create: 'draft',
  save: 'draft',
  'send-back': 'draft',
  submit: 'in-review',
  schedule: 'scheduled',
  publish: 'none',
  withdraw: 'none',
  expire: 'none',
};

function markOf(version: number, work: WorkItem['work'], deed: Pick<DemoDeed, 'deed'> | undefined): string {
  return `${version} ${work}${deed?.deed === 'send-back' ? ' back' : ''}`;
}

/** Does one deed as whoever of the demo's staff may do it. */
async function take(
  parts: Parts,
  { item, deed, at }: Step,
  known: WorkItem | undefined,
): Promise<WorkItem | undefined> {
  const { publishing, city } = parts;
  const writer = await demoActor(parts.db, item.agency, 'editor');
  const reviewer = await demoActor(parts.db, item.agency, 'reviewer');
  if (deed.deed === 'create') {
    return publishing.create(writer, { kind: item.kind, agency: item.agency }, draftOf(item, city.zone));
  }
  if (!known) throw new CommandFailure('A deed of a demo has no item.');
  const { id, version } = known;
  const revision = known.draft?.revision ?? 0;
  switch (deed.deed) {
    case 'submit':
      return publishing.submit(writer, id, revision);
    case 'publish':
      return publishing.publish(reviewer, id, revision);
    case 'schedule':
      return publishing.publish(reviewer, id, revision, instantOf(deed.for, city.zone));
    case 'send-back':
      return publishing.sendBack(reviewer, id, revision, deed.reason);
    case 'withdraw':
      return publishing.withdraw(reviewer, id, version, deed.reason);
    case 'save': {
      const content = { ...item.content, ...deed.change };
      const draft = { ...draftOf({ ...item, content }, city.zone), note: deed.note };
      const saved = await publishing.save(writer, id, revision, draft);
      return saved.kind === 'saved' ? saved.item : saved.current;
    }
    case 'expire':
      await publishing.runDue(at);
      return publishing.find(id);
  }
}

function draftOf({ content, envelope }: DemoItem, zone: string): DraftInput {
  const { expires, ...rest } = envelope;
  return { content, envelope: { ...rest, ...(expires && { expiresAt: instantOf(expires, zone) }) } };
}

/** The item with its page stored. */
async function withFile({ db, city }: Parts, item: DemoItem): Promise<DemoItem> {
  const { file, agency, story } = item;
  const [first] = story;
  if (!file || !first) return item;
  const stored = await storePdf(
    { db, clock: () => instantOf(first.at, city.zone) },
    { bytes: pdfBytes(file), name: file.name },
    { agency, by: (await demoActor(db, agency, 'editor')).staff.id },
  );
  if (!stored.ok) throw new CommandFailure(`${file.name}: ${stored.problem}`);
  return { ...item, content: { ...item.content, file: stored.file } };
}

function instantOf(at: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return at.toZonedDateTime(zone).toInstant();
}
