import type { Attachment, Picture } from '../../domain/media.ts';
import type { FieldProblem, FormValues, StaffFormRequest } from '../workspace/contract.ts';
import { type MediaProblem, mediaProblemInWords } from './problems.ts';
import {
  altOf,
  cleanName,
  findPdf,
  findPicture,
  LARGEST_PDF,
  LARGEST_PICTURE,
  type MediaOrigin,
  type MediaParts,
  type StoredPicture,
  storePdf,
  storePicture,
} from './store.ts';

/** PDFs that one item takes. */
export const MOST_ATTACHMENTS = 5;
/** Most bytes of a posted form with a picture and attachments. */
export const LARGEST_MEDIA_FORM = LARGEST_PICTURE + MOST_ATTACHMENTS * LARGEST_PDF + 256 * 1024;

/**
 * A part of a form that brings files. Good files are stored even where `problems` has something to say, and `values`
 * tells the form to name them when it is shown again, so that nobody has to choose them twice.
 */
export interface FilesOfForm<Value> {
  readonly value: Value;
  readonly problems: readonly FieldProblem[];
  readonly values: FormValues;
}

/** A posted form with whose hands the files came from. */
type FilesRequest = Pick<StaffFormRequest, 'form' | 'uploads' | 'lang'> & {
  readonly staff: Pick<StaffFormRequest['staff'], 'id' | 'duties'>;
};

/** Names of the inputs beside the file's own, as `ImageField` and `PdfField` write them. */
const kept = (field: string) => `${field}-kept`;
const removed = (field: string) => `${field}-remove`;
const altName = (field: string, lang: 'id' | 'en') => `${field}-alt-${lang}`;

/** A picture as the values of its form. */
export function imageToForm(field: string, picture: Picture | undefined): FormValues {
  if (!picture) return {};
  return {
    [kept(field)]: picture.digest,
    [altName(field, 'id')]: picture.alt.id ?? '',
    [altName(field, 'en')]: picture.alt.en ?? '',
    [removed(field)]: '',
  };
}

/** Attachments as the values of their form. */
export function attachmentsToForm(field: string, attachments: readonly Attachment[]): FormValues {
  return {
    [kept(field)]: attachments.map(({ digest }) => digest),
    [`${field}-names`]: attachments.map(({ name }) => name),
    [`${field}-sizes`]: attachments.map(({ bytes }) => String(bytes)),
    [removed(field)]: [],
  };
}

/** The picture that a form brings, keeps or removes; undefined where it has none. */
export async function imageFromForm(
  parts: MediaParts,
  request: FilesRequest,
  field: string,
): Promise<FilesOfForm<Picture | undefined>> {
  const { form } = request;
  const texts = { id: one(form, altName(field, 'id')), en: one(form, altName(field, 'en')) };
  const found = await pictureOf(parts, request, field);
  const values = { [kept(field)]: found.picture?.digest ?? '', [removed(field)]: '' };
  const problems = found.problem ? [said(request, field, found.problem)] : [];
  if (!found.picture) return { value: undefined, problems, values };
  const alt = altOf(texts);
  if (!alt.ok) {
    const missing = said(request, altName(field, 'id'), alt.problem);
    return { value: undefined, problems: [...problems, missing], values };
  }
  return { value: { ...found.picture, alt: alt.alt }, problems, values };
}

async function pictureOf(
  parts: MediaParts,
  request: FilesRequest,
  field: string,
): Promise<{ readonly picture?: StoredPicture | undefined; readonly problem?: MediaProblem }> {
  const upload = request.uploads.find((one) => one.field === field && isChosen(one));
  const before = one(request.form, kept(field));
  if (upload) {
    const stored = await storePicture(parts, upload, originOf(request));
    if (stored.ok) return { picture: stored.file };
    // The picture that stood there before stays until a good one takes its place.
    return { picture: await findPicture(parts.db, before), problem: stored.problem };
  }
  if (before === '' || one(request.form, removed(field)) !== '') return {};
  const picture = await findPicture(parts.db, before);
  return picture ? { picture } : { problem: 'kept-missing' };
}

/** The PDFs that a form brings and keeps, in the order of the form, each once. */
export async function pdfAttachmentsFromForm(
  parts: MediaParts,
  request: FilesRequest,
  field: string,
  options: { readonly most?: number; readonly required?: boolean } = {},
): Promise<FilesOfForm<readonly Attachment[]>> {
  const { most = MOST_ATTACHMENTS, required = false } = options;
  const problems: MediaProblem[] = [];
  const files = new Map<string, Attachment>();
  const removals = new Set(all(request.form, removed(field)));
  const names = all(request.form, `${field}-names`);
  for (const [index, digest] of all(request.form, kept(field)).entries()) {
    if (removals.has(digest) || digest === '') continue;
    const file = await findPdf(parts.db, digest);
    // The same bytes may have come under another name before.
    if (file) files.set(digest, { ...file, name: cleanName(names[index] ?? file.name) });
    else problems.push('kept-missing');
  }
  const uploads = request.uploads.filter((one) => one.field === field && isChosen(one));
  // Where there is room for one, a new one takes the old one's place.
  if (most === 1 && uploads.length === 1 && problems.length === 0) {
    const stored = await storePdf(
      parts,
      uploads[0] ?? { bytes: new Uint8Array(), name: '' },
      originOf(request),
    );
    if (stored.ok) files.clear();
    addStored(stored, files, problems);
  } else if (files.size + uploads.length > most) {
    problems.push('too-many-files');
  } else {
    for (const upload of uploads)
      addStored(await storePdf(parts, upload, originOf(request)), files, problems);
  }
  if (required && files.size === 0 && problems.length === 0) problems.push('pdf-missing');
  return {
    value: [...files.values()],
    problems: problems.map((problem) => said(request, field, problem)),
    values: attachmentsToForm(field, [...files.values()]),
  };
}

function addStored(
  stored: Awaited<ReturnType<typeof storePdf>>,
  files: Map<string, Attachment>,
  problems: MediaProblem[],
): void {
  if (stored.ok) files.set(stored.file.digest, stored.file);
  else problems.push(stored.problem);
}

/** Browsers send an empty part for a field in which no file was chosen. */
function isChosen({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): boolean {
  return name !== '' || bytes.length > 0;
}

function originOf(request: FilesRequest): MediaOrigin {
  const agency = one(request.form, 'item-agency');
  const { duties, id } = request.staff;
  const own = duties.find((duty) => duty.agency === agency) ?? duties[0];
  return { agency: own?.agency ?? '', by: id };
}

function said({ lang }: FilesRequest, field: string, problem: MediaProblem): FieldProblem {
  return { field, problem: mediaProblemInWords(problem, lang) };
}

function one(form: FormValues, name: string): string {
  return all(form, name)[0] ?? '';
}

function all(form: FormValues, name: string): readonly string[] {
  const value = form[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
