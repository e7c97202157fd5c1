import { imageSize } from 'image-size';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { type ItemEnvelope, itemRef } from '../../domain/item.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import type { WorkItem } from '../../platform/publishing/publishing.ts';
import { actorOf, envelopeUntil } from '../../platform/publishing/testing.ts';
import type { FormValues, StaffFormRequest } from '../../platform/workspace/contract.ts';
import type { QuestionContent } from './content.ts';

const editor = actorOf('sari', 'editor');
const reviewer = actorOf('budi', 'reviewer');
const sick: QuestionContent = {
  topic: 'voting-day',
  question: { id: 'Bagaimana kalau saya sakit?', en: 'What if I am ill?' },
  answer: { id: 'Petugas **datang** ke tempat Anda.', en: 'Officers **come** to you.' },
};
const list: QuestionContent = {
  topic: 'voter-list',
  question: { id: 'Apa itu DPT?' },
  answer: { id: 'Daftar pemilih tetap. <script>alert(1)</script>' },
};

let window: TestWindow;

beforeAll(async () => {
  window = await createTestWindow({ name: 'questions', stages: false });
});
afterAll(() => window.close());

async function publish(content: QuestionContent, more: Partial<ItemEnvelope> = {}): Promise<WorkItem> {
  const { publishing } = window.window.context;
  const draft = { content, envelope: envelopeUntil('2025-05-24', more) };
  const made = await publishing.create(editor, { kind: 'question', agency: 'kpu' }, draft);
  const asked = await publishing.submit(editor, made.id, made.draft?.revision ?? 0);
  return publishing.publish(reviewer, asked.id, asked.draft?.revision ?? 0);
}

async function text(path: string): Promise<string> {
  const response = await window.request(path);
  expect(response.status, path).toBe(200);
  return response.text();
}

describe('/tanya', () => {
  it('says that there are none yet', async () => {
    expect(await text('/tanya')).toContain('Belum ada tanya jawab');
  });

  it('groups questions by topic, each opening where it stands, and finds them by words', async () => {
    const item = await publish(sick);
    await publish(list);
    const page = await text('/tanya');
    expect(page).toContain('href="#hari-pemungutan-suara"');
    expect(page).toContain('id="hari-pemungutan-suara"');
    expect(page.indexOf('Apa itu DPT?')).toBeLessThan(page.indexOf('Bagaimana kalau saya sakit?'));
    expect(page).toContain('Petugas <strong>datang</strong>');
    expect(page).toContain(`href="/tanya/${itemRef(item)}"`);
    expect(page).not.toContain('<script>alert');
    const found = await text('/tanya?q=sakit');
    expect(found).toContain('1 jawaban untuk');
    expect(found).not.toContain('Apa itu DPT?');
    expect(await text('/tanya?q=qwxyz')).toContain('Tidak ada pertanyaan yang cocok');
    expect(await text('/en/tanya')).toContain('What if I am ill?');
  });

  it('tells search engines of questions and answers', async () => {
    const page = await text('/tanya');
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}';
    expect(JSON.parse(data)).toMatchObject({
      '@type': 'FAQPage',
      mainEntity: [
        { '@type': 'Question', name: 'Apa itu DPT?', acceptedAnswer: { '@type': 'Answer' } },
        { name: 'Bagaimana kalau saya sakit?' },
      ],
    });
  });
});

describe('/tanya/:ref', () => {
  it('answers with owner, source and as of when, and says where it is in the other language', async () => {
    const item = await publish(list, { source: { title: 'UU 7/2017', url: 'https://peraturan.go.id/' } });
    const page = await text(`/tanya/${itemRef(item)}`);
    for (const words of ['Apa itu DPT?', 'KPU Kota Depok', 'https://peraturan.go.id/', 'FAQPage']) {
      expect(page).toContain(words);
    }
    expect(await text(`/en/tanya/${itemRef(item)}`)).toContain('This part is in Indonesian only.');
    const image = await window.request(`/tanya/${itemRef(item)}/gambar.png`);
    expect(imageSize(new Uint8Array(await image.arrayBuffer()))).toMatchObject({ width: 1200, height: 630 });
  });

  it('says at the same address that it holds no longer, or was withdrawn', async () => {
    const now = window.window.context.clock();
    const ended = await publish(sick, { reviewOn: undefined, expiresAt: now.add({ hours: 1 }) });
    const withdrawn = await publish(sick);
    await window.window.context.publishing.withdraw(reviewer, withdrawn.id, 1, { id: 'Aturannya berganti.' });
    window.setNow(now.add({ hours: 2 }));
    const over = await text(`/tanya/${itemRef(ended)}`);
    expect(over).toContain('Tidak berlaku lagi sejak');
    expect(over).toContain('<strong>datang</strong>');
    const gone = await text(`/tanya/${itemRef(withdrawn)}`);
    expect(gone).toContain('Aturannya berganti.');
    expect(gone).not.toContain('<strong>datang</strong>');
    const all = await text('/tanya');
    expect(all).not.toContain(itemRef(ended));
    expect(all).not.toContain(itemRef(withdrawn));
    window.setNow(now);
  });

  it('is for everybody: what is for officers is not found', async () => {
    const item = await publish(sick, { audience: 'officers' });
    expect((await window.request(`/tanya/${itemRef(item)}`)).status).toBe(404);
    expect((await window.request(`/tanya/${itemRef(item)}/gambar.png`)).status).toBe(404);
  });
});

describe('the form of a question', () => {
  function kind() {
    const found = window.window.context.kinds.get('question');
    if (!found) throw new Error('There is no kind question.');
    return found;
  }

  function posted(form: FormValues): StaffFormRequest {
    return {
      lang: 'id',
      path: '/kerja/tanya/baru',
      params: {},
      query: {},
      now: window.window.context.clock().toZonedDateTimeISO('Asia/Jakarta'),
      format: formatterOf('id', 'Asia/Jakarta'),
      href: (path) => path,
      staff: editor.staff,
      address: '127.0.0.1',
      may: () => true,
      form,
      uploads: [],
    };
  }

  const good = { topic: 'access', 'question-id': 'Ada pendamping?', 'answer-id': 'Ada.' };

  it('reads what was typed, and gives it back for editing', async () => {
    const parsed = await kind().fromForm(posted(good));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const values = kind().toForm(parsed.content);
    expect(await kind().fromForm(posted(values))).toEqual(parsed);
    const request = posted(values);
    expect(renderToString(kind().fields({ request, values, problems: [] }))).toContain('Ada pendamping?');
    expect(renderToString(kind().preview(parsed.content, request))).toContain('Ada pendamping?');
  });

  it.each([
    ['topic', { topic: '' }],
    ['question-id', { 'question-id': '' }],
    ['question-id', { 'question-id': 'x'.repeat(201) }],
    ['answer-id', { 'answer-id': ' ' }],
    ['answer-en', { 'question-en': 'A companion?' }],
    ['question-en', { 'answer-en': 'Yes.' }],
  ])('names %s where it is wrong', async (field, change) => {
    const parsed = await kind().fromForm(posted({ ...good, ...change }));
    expect(parsed).toMatchObject({ ok: false, problems: [{ field }] });
  });
});
