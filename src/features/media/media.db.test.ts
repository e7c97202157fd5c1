import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announcementContent,
  correctAnnouncement,
  publishAnnouncement,
  withdrawAnnouncement,
} from '../../../test/support/announcements.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { type Attachment, mediaPath } from '../../domain/media.ts';
import { storePdf, storePicture } from '../../platform/media/store.ts';
import { pdf, picture } from '../../platform/media/testing.ts';
import type { WorkItem } from '../../platform/publishing/publishing.ts';
import { actorOf, envelopeUntil } from '../../platform/publishing/testing.ts';
import { removeUnused } from './uses.ts';

const signal = new AbortController().signal;

let window: TestWindow;

beforeAll(async () => {
  window = await createTestWindow({ name: 'media_uses', stages: false });
});
afterAll(() => window.close());

const ORIGIN = { agency: 'kpu', by: 'sari' };

/** A document that no other test has. */
let stored = 0;
async function store(): Promise<Attachment> {
  stored += 1;
  const upload = { bytes: pdf({ trailer: String(stored) }), name: 'Keputusan.pdf' };
  const answer = await storePdf(window.window.context, upload, ORIGIN);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.file;
}

const publish = (content: object) => publishAnnouncement(window, announcementContent({ ...content }));

const withdraw = (item: WorkItem) => withdrawAnnouncement(window, item, { id: 'Salah berkas' });

const draft = (content: object) =>
  window.window.context.publishing.create(
    actorOf('sari', 'editor'),
    { kind: 'announcement', agency: 'kpu' },
    {
      content: announcementContent({ ...content }),
      envelope: envelopeUntil('2025-11-24', { source: { title: 'Berita acara' } }),
    },
  );

const statusOf = async (file: Attachment) => (await window.request(mediaPath(file, 'pdf'))).status;

describe('a file', () => {
  it('is gone with the item that has it, and there as long as another one has it too', async () => {
    const file = await store();
    expect(await statusOf(file)).toBe(200);
    const [one, two] = [
      await publish({ attachments: [file] }),
      await publish({ body: { id: `[Keputusan](${mediaPath(file, 'pdf')})` } }),
    ];
    expect(await statusOf(file)).toBe(200);
    await withdraw(one);
    expect(await statusOf(file)).toBe(200);
    await withdraw(two);
    expect(await statusOf(file)).toBe(404);
    await draft({ attachments: [file] });
    expect(await statusOf(file)).toBe(404);
    await publish({ attachments: [file] });
    expect(await statusOf(file)).toBe(200);
  });

  it('that was replaced stays for those who read the earlier version', async () => {
    const [before, after] = [await store(), await store()];
    const { id } = await publish({ attachments: [before] });
    const content = announcementContent({ attachments: [after] });
    await correctAnnouncement(window, id, { content, note: { id: 'Berkas lain' } });
    expect([await statusOf(before), await statusOf(after)]).toEqual([200, 200]);
  });

  it('that nothing has is removed after a month, with its picture for phones, and no other', async () => {
    const { db } = window.database;
    const image = { bytes: picture('png', 800, 400) };
    const unused = await storePicture(window.window.context, image, ORIGIN);
    if (!unused.ok) throw new Error(unused.problem);
    const [inDraft, published, withdrawn, inLesson] = [
      await store(),
      await store(),
      await store(),
      await store(),
    ];
    await draft({ attachments: [inDraft] });
    await publish({ attachments: [published] });
    await withdraw(await publish({ attachments: [withdrawn] }));
    await db
      .insertInto('training_course')
      .values({
        id: 'c',
        election: 'pilkada-2024',
        title: '{"id":"A"}',
        intro: '{"id":"A"}',
        bodies: ['kpps'],
        tries: 3,
        pass_mark: 70,
        in_person: false,
        state: 'draft',
        revision: 1,
        changed_by: null,
        changed_at: window.window.context.clock(),
      })
      .execute();
    await db
      .insertInto('training_lesson')
      .values({
        course: 'c',
        id: 'l',
        position: 1,
        title: '{"id":"A"}',
        body: '{"id":"A"}',
        picture: JSON.stringify(inLesson),
        questions: '[]',
        asked: 1,
        revision: 1,
      })
      .execute();
    expect(await removeUnused(window.window.context, signal)).toBe(0);
    await db
      .updateTable('media')
      .set({ stored_at: window.window.context.clock().subtract({ hours: 24 * 31 }) })
      .execute();
    expect(await removeUnused(window.window.context, signal)).toBe(1);
    expect(await removeUnused(window.window.context, signal)).toBe(1);
    expect(await removeUnused(window.window.context, signal)).toBe(0);
    const left = await db.selectFrom('media').select('digest').execute();
    const digests = left.map(({ digest }) => digest);
    for (const file of [inDraft, published, withdrawn, inLesson]) expect(digests).toContain(file.digest);
    expect(digests).not.toContain(unused.file.digest);
    expect(digests).not.toContain(unused.file.small?.digest);
  });
});
