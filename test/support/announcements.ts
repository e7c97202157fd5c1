import type { ItemEnvelope, SomeLanguages } from '../../src/domain/item.ts';
import type { WorkItem } from '../../src/platform/publishing/publishing.ts';
import { actorOf, envelopeUntil } from '../../src/platform/publishing/testing.ts';
import type { TestWindow } from './test-window.ts';

const EDITOR = actorOf('penulis', 'editor');
const REVIEWER = actorOf('pemeriksa', 'reviewer');

/** The content of an announcement, with what a test wants of it. */
export function announcementContent(more: Readonly<Record<string, unknown>> = {}) {
  return {
    category: 'announcement',
    title: { id: 'Jadwal pindah memilih diperpanjang', en: 'More time to vote elsewhere' },
    summary: { id: 'Pindah memilih bisa diurus sampai 20 November 2024.' },
    body: { id: 'Datang ke **kantor PPS**, bawa KTP.', en: 'Go to the **PPS office** with your card.' },
    ...more,
  };
}

/** The content of a notice about a claim. */
export function hoaxContent(more: Readonly<Record<string, unknown>> = {}) {
  return announcementContent({
    category: 'hoax',
    title: { id: 'Surat suara tidak dikirim sudah tercoblos' },
    hoax: {
      claim: { id: 'Tujuh kontainer surat suara sudah tercoblos.' },
      verdict: 'false',
      seen: { where: 'Pesan berantai WhatsApp', on: '2024-11-20' },
      evidence: [{ title: 'Berita acara pemeriksaan', url: 'https://kpu.example/berita-acara' }],
    },
    ...more,
  });
}

/** An envelope that is good for long after the tests' morning. */
export function announcementEnvelope(more: Partial<ItemEnvelope> = {}): ItemEnvelope {
  return envelopeUntil('2025-02-01', { source: { title: 'Surat KPU Nomor 12' }, ...more });
}

/** Publishes an announcement as two people do, one who writes and one who looks. */
export async function publishAnnouncement(
  { window }: Pick<TestWindow, 'window'>,
  content: Readonly<Record<string, unknown>> = announcementContent(),
  envelope: ItemEnvelope = announcementEnvelope(),
): Promise<WorkItem> {
  const { publishing } = window.context;
  const item = await publishing.create(
    EDITOR,
    { kind: 'announcement', agency: 'kpu' },
    { content, envelope },
  );
  return release(window, item);
}

/** Publishes another version of it. */
export async function correctAnnouncement(
  { window }: Pick<TestWindow, 'window'>,
  id: string,
  change: {
    readonly content: Readonly<Record<string, unknown>>;
    readonly note: SomeLanguages;
    readonly envelope?: ItemEnvelope;
  },
): Promise<WorkItem> {
  const saved = await window.context.publishing.save(EDITOR, id, 0, {
    content: change.content,
    envelope: change.envelope ?? announcementEnvelope(),
    note: change.note,
  });
  if (saved.kind !== 'saved') throw new Error('Somebody else changed the item.');
  return release(window, saved.item);
}

/** Takes it back. */
export async function withdrawAnnouncement(
  { window }: Pick<TestWindow, 'window'>,
  item: WorkItem,
  reason: SomeLanguages,
): Promise<WorkItem> {
  return window.context.publishing.withdraw(REVIEWER, item.id, item.version, reason);
}

async function release({ context }: TestWindow['window'], item: WorkItem): Promise<WorkItem> {
  const sent = await context.publishing.submit(EDITOR, item.id, item.draft?.revision ?? 0);
  return context.publishing.publish(REVIEWER, item.id, sent.draft?.revision ?? 0);
}
