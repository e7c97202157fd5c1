import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { formatterOf } from '../i18n/format.ts';
import type { FormValues, StaffFormRequest, Upload } from '../workspace/contract.ts';
import { imageFromForm, imageToForm, pdfAttachmentsFromForm } from './forms.ts';
import { pdf, picture } from './testing.ts';

let window: TestWindow;

beforeAll(async () => {
  window = await createTestWindow({ name: 'media-forms', stages: false });
});
afterAll(() => window.close());

/** A form as the workspace hands it on. */
function posted(
  form: FormValues,
  uploads: readonly Upload[] = [],
  lang: 'id' | 'en' = 'id',
): StaffFormRequest {
  return {
    lang,
    path: '/kerja/baru',
    params: {},
    query: {},
    now: window.window.context.clock().toZonedDateTimeISO('Asia/Jakarta'),
    format: formatterOf(lang, 'Asia/Jakarta'),
    href: (path) => path,
    staff: {
      id: 'sari',
      name: 'Sari',
      email: 'sari@kpu.example',
      duties: [{ agency: 'kpu', role: 'editor' }],
      session: 's1',
    },
    address: '127.0.0.1',
    may: () => true,
    form,
    uploads,
  };
}

const image = (request: StaffFormRequest) => imageFromForm(window.window.context, request, 'image');
const files = (request: StaffFormRequest, options = {}) =>
  pdfAttachmentsFromForm(window.window.context, request, 'files', options);
const photo: Upload = { field: 'image', name: 'foto.jpg', bytes: picture('jpeg') };
const paper = (name: string, mark = ''): Upload => ({ field: 'files', name, bytes: pdf({ trailer: mark }) });

describe('imageFromForm', () => {
  it('has none where none was chosen', async () => {
    const empty: Upload = { field: 'image', name: '', bytes: new Uint8Array() };
    expect(await image(posted({}, [empty]))).toMatchObject({ value: undefined, problems: [] });
  });

  it('keeps a good picture while its description is missing', async () => {
    const first = await image(posted({ 'image-alt-id': ' ' }, [photo]));
    expect(first.value).toBeUndefined();
    expect(first.problems).toEqual([
      {
        field: 'image-alt-id',
        problem: 'Tulis apa yang terlihat di gambar, untuk yang tidak bisa melihatnya.',
      },
    ]);
    const again = await image(posted({ ...first.values, 'image-alt-id': 'Kantor KPU' }));
    expect(again.problems).toEqual([]);
    expect(again.value).toMatchObject({ width: 400, alt: { id: 'Kantor KPU' } });
  });

  it('keeps the picture that was there when another one is refused, and says which field', async () => {
    const { value } = await image(posted({ 'image-alt-id': 'Kantor KPU' }, [photo]));
    const bad: Upload = { field: 'image', name: 'foto.jpg', bytes: Buffer.from('halo') };
    const refused = await image(posted(imageToForm('image', value), [bad], 'en'));
    expect(refused.problems).toEqual([{ field: 'image', problem: expect.stringContaining('no JPEG') }]);
    expect(refused.values['image-kept']).toBe(value?.digest);
  });

  it('takes a picture away', async () => {
    const { value } = await image(posted({ 'image-alt-id': 'Kantor KPU' }, [photo]));
    const form = { ...imageToForm('image', value), 'image-remove': value?.digest ?? '' };
    expect(await image(posted(form))).toMatchObject({
      value: undefined,
      problems: [],
      values: { 'image-kept': '' },
    });
  });

  it('believes no digest that a form names', async () => {
    for (const digest of ['A'.repeat(43), "' or 1=1 --", '../../etc']) {
      const answer = await image(posted({ 'image-kept': digest, 'image-alt-id': 'Kantor' }));
      expect(answer.value).toBeUndefined();
      expect(answer.problems).toMatchObject([{ field: 'image' }]);
    }
  });
});

describe('pdfAttachmentsFromForm', () => {
  it('takes several, keeps those of before in their order, and takes away', async () => {
    const first = await files(posted({}, [paper('Satu.pdf', '/A 1'), paper('Dua.pdf', '/B 2')]));
    expect(first.value.map(({ name }) => name)).toEqual(['Satu.pdf', 'Dua.pdf']);
    const [one, two] = first.value;
    const form = { ...first.values, 'files-remove': one?.digest ?? '' };
    const next = await files(posted(form, [paper('Tiga.pdf', '/C 3')]));
    expect(next.value.map(({ name }) => name)).toEqual(['Dua.pdf', 'Tiga.pdf']);
    expect(next.value[0]?.digest).toBe(two?.digest);
    expect(next.values['files-names']).toEqual(['Dua.pdf', 'Tiga.pdf']);
  });

  it('keeps the good ones beside a bad one', async () => {
    const bad: Upload = { field: 'files', name: 'x.pdf', bytes: picture('png') };
    const answer = await files(posted({}, [paper('Satu.pdf'), bad]));
    expect(answer.problems).toMatchObject([{ field: 'files' }]);
    expect(answer.values['files-kept']).toHaveLength(1);
  });

  it('puts a new one in the place of an only one', async () => {
    const one = { most: 1, required: true };
    const first = await files(posted({}, [paper('Satu.pdf', '/A 1')]), one);
    const next = await files(posted(first.values, [paper('Dua.pdf', '/B 2')]), one);
    expect(next.value.map(({ name }) => name)).toEqual(['Dua.pdf']);
    const bad: Upload = { field: 'files', name: 'x.pdf', bytes: picture('png') };
    const refused = await files(posted(next.values, [bad]), one);
    expect(refused.problems).toHaveLength(1);
    expect(refused.values['files-kept']).toEqual([next.value[0]?.digest]);
  });

  it('asks for one where it is needed, and takes no more than it may', async () => {
    expect((await files(posted({}), { required: true })).problems).toMatchObject([{ field: 'files' }]);
    const many = Array.from({ length: 6 }, (_, at) => paper(`${at}.pdf`, `/N ${at}`));
    const answer = await files(posted({}, many));
    expect(answer.problems).toMatchObject([{ problem: 'Berkasnya terlalu banyak. Paling banyak 5.' }]);
  });
});
