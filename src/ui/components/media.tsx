import { type Attachment, mediaPath, type Picture, sizeInWords } from '../../domain/media.ts';
import type { Language } from '../../domain/text.ts';
import { Icon } from './icon.tsx';

/** What a field of files says, in the language of the form. */
export interface FileFieldWords {
  readonly choose: string;
  readonly replace: string;
  readonly remove: string;
  readonly pictureHint: string;
  readonly pdfHint: string;
  readonly altId: string;
  readonly altEn: string;
  readonly altHint: string;
}

const WORDS: Record<Language, FileFieldWords> = {
  id: {
    choose: 'Pilih berkas',
    replace: 'Ganti dengan berkas lain',
    remove: 'Hapus',
    pictureHint:
      'JPEG, PNG, WebP, AVIF, atau GIF, paling besar 10 MB. Lokasi pengambilan foto ikut terhapus.',
    pdfHint: 'PDF, paling besar 20 MB.',
    altId: 'Yang terlihat di gambar',
    altEn: 'Yang terlihat di gambar, dalam bahasa Inggris',
    altHint: 'Dibacakan untuk yang tidak bisa melihat gambarnya.',
  },
  en: {
    choose: 'Choose a file',
    replace: 'Replace it with another file',
    remove: 'Remove',
    pictureHint: 'JPEG, PNG, WebP, AVIF or GIF, 10 MB at most. Where a photo was taken is removed from it.',
    pdfHint: 'PDF, 20 MB at most.',
    altId: 'What the picture shows, in Indonesian',
    altEn: 'What the picture shows, in English',
    altHint: 'Read out to those who cannot see the picture.',
  },
};

interface FileFieldProps {
  /** Name of the field in the form; also what its other inputs' names begin with. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly lang: Language;
  /** Problems of the form by field. */
  readonly problems: readonly { readonly field: string; readonly problem: string }[];
}

export interface ImageFieldProps extends FileFieldProps {
  /** The picture that is stored already; its id travels with the form. */
  readonly picture?: string | undefined;
  readonly alt: { readonly id: string; readonly en: string };
}

/** A picture with what it shows. What was sent once is kept when the form comes back with another mistake. */
export function ImageField({ name, label, hint, lang, problems, picture, alt }: ImageFieldProps) {
  const words = WORDS[lang];
  return (
    <fieldset class="field files">
      <legend>{label}</legend>
      {picture && (
        <div class="kept">
          <input type="hidden" name={`${name}-kept`} value={picture} />
          <img src={mediaPath({ digest: picture }, 'picture')} alt={alt[lang] || alt.id || alt.en} />
          <label class="check">
            <input type="checkbox" name={`${name}-remove`} value="yes" />
            {words.remove}
          </label>
        </div>
      )}
      <FileInput
        name={name}
        label={picture ? words.replace : words.choose}
        hint={hint ?? words.pictureHint}
        accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        problem={problemOf(problems, name)}
      />
      <AltInput
        name={`${name}-alt-id`}
        label={words.altId}
        hint={words.altHint}
        value={alt.id}
        problem={problemOf(problems, `${name}-alt-id`)}
      />
      <AltInput
        name={`${name}-alt-en`}
        label={words.altEn}
        value={alt.en}
        problem={problemOf(problems, `${name}-alt-en`)}
      />
    </fieldset>
  );
}

export interface PdfFieldProps extends FileFieldProps {
  readonly files: readonly { readonly digest: string; readonly name?: string; readonly bytes?: number }[];
  /** How many it takes; 1 replaces what is there. */
  readonly most: number;
}

/** One or several PDFs. What was sent once is kept when the form comes back with another mistake. */
export function PdfField({ name, label, hint, lang, problems, files, most }: PdfFieldProps) {
  const words = WORDS[lang];
  return (
    <fieldset class="field files">
      <legend>{label}</legend>
      {files.map((file) => (
        <div class="kept" key={file.digest}>
          <input type="hidden" name={`${name}-kept`} value={file.digest} />
          <a href={mediaPath(file, 'pdf')}>
            <Icon name="file-text" />
            {file.name ?? 'PDF'}
            {file.bytes && ` (${sizeInWords(file.bytes, lang)})`}
          </a>
          {most > 1 && (
            <label class="check">
              <input type="checkbox" name={`${name}-remove`} value={file.digest} />
              {words.remove}
            </label>
          )}
        </div>
      ))}
      <FileInput
        name={name}
        label={files.length > 0 && most === 1 ? words.replace : words.choose}
        hint={hint ?? words.pdfHint}
        accept="application/pdf"
        multiple={most > 1}
        problem={problemOf(problems, name)}
      />
    </fieldset>
  );
}

interface FileInputProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly multiple?: boolean;
  readonly problem: string | undefined;
}

function FileInput({ name, label, hint, accept, multiple, problem }: FileInputProps) {
  return (
    <>
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      {problem && <FieldError id={name} problem={problem} />}
      <input
        type="file"
        class="input"
        id={name}
        name={name}
        accept={accept}
        multiple={multiple}
        aria-describedby={`${name}-hint${problem ? ` ${name}-error` : ''}`}
        aria-invalid={problem ? 'true' : undefined}
      />
    </>
  );
}

interface AltInputProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problem: string | undefined;
}

function AltInput({ name, label, hint, value, problem }: AltInputProps) {
  const describedBy = [hint ? `${name}-hint` : '', problem ? `${name}-error` : ''].join(' ').trim();
  return (
    <>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem && <FieldError id={name} problem={problem} />}
      <input
        class="input"
        id={name}
        name={name}
        value={value}
        maxLength={300}
        aria-describedby={describedBy || undefined}
        aria-invalid={problem ? 'true' : undefined}
      />
    </>
  );
}

function FieldError({ id, problem }: { readonly id: string; readonly problem: string }) {
  return (
    <p class="error" id={`${id}-error`}>
      <Icon name="circle-alert" />
      {problem}
    </p>
  );
}

function problemOf(problems: FileFieldProps['problems'], field: string): string | undefined {
  return problems.find((one) => one.field === field)?.problem;
}

export interface PictureViewProps {
  readonly picture: Picture;
  readonly lang: Language;
  /** How wide it is shown, as `sizes` of an img; the column of running text unless told. */
  readonly sizes?: string;
  /** Shown at once, as the first thing of a page; others wait until they are near. */
  readonly first?: boolean;
}

/** A stored picture at the size that the screen needs. */
export function PictureView({ picture, lang, sizes, first }: PictureViewProps) {
  const { small, width, height, alt } = picture;
  const large = mediaPath(picture, 'picture');
  return (
    <img
      class="picture"
      src={large}
      srcset={small && `${mediaPath(small, 'picture')} ${small.width}w, ${large} ${width}w`}
      sizes={small && (sizes ?? '(min-width: 1000px) 720px, 100vw')}
      width={width}
      height={height}
      alt={alt[lang] ?? alt.id ?? alt.en ?? ''}
      loading={first ? undefined : 'lazy'}
      decoding="async"
    />
  );
}

export interface AttachmentListProps {
  readonly attachments: readonly Attachment[];
  readonly lang: Language;
}

/** PDFs to save, each with its size, for whoever pays by the megabyte. */
export function AttachmentList({ attachments, lang }: AttachmentListProps) {
  return (
    <ul class="window list">
      {attachments.map((file) => (
        <li key={file.digest}>
          <a href={mediaPath(file, 'pdf')} download={file.name}>
            <Icon name="file-text" />
            <div>
              <b>{file.name}</b>
              <small>PDF, {sizeInWords(file.bytes, lang)}</small>
            </div>
            <Icon name="download" />
          </a>
        </li>
      ))}
    </ul>
  );
}
