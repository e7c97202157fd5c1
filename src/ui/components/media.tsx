import { type Attachment, mediaPath, type Picture, sizeInWords } from '../../domain/media.ts';
import type { Language } from '../../domain/text.ts';
import { type FormView, fieldId, typedList, typedText } from './form-values.ts';
import { Icon } from './icon.tsx';
import { FieldGroup, TextField, Tick } from './workspace-form.tsx';

/** What fields of files say, in the language of the form. */
interface FileFieldWords {
  readonly choose: string;
  readonly replace: string;
  readonly remove: string;
  readonly removeNamed: (name: string) => string;
  readonly pictureHint: string;
  readonly pdfHint: string;
  readonly alt: Readonly<Record<Language, string>>;
  readonly altHint: string;
}

const WORDS: Record<Language, FileFieldWords> = {
  id: {
    choose: 'Pilih berkas',
    replace: 'Ganti dengan berkas lain',
    remove: 'Hapus gambar ini',
    removeNamed: (name) => `Hapus ${name}`,
    pictureHint:
      'JPEG, PNG, WebP, AVIF, atau GIF, paling besar 10 MB. Lokasi pengambilan foto ikut terhapus.',
    pdfHint: 'PDF, paling besar 20 MB.',
    alt: { id: 'Yang terlihat di gambar', en: 'Yang terlihat di gambar, dalam bahasa Inggris' },
    altHint: 'Dibacakan untuk yang tidak bisa melihat gambarnya.',
  },
  en: {
    choose: 'Choose a file',
    replace: 'Replace it with another file',
    remove: 'Remove this picture',
    removeNamed: (name) => `Remove ${name}`,
    pictureHint: 'JPEG, PNG, WebP, AVIF or GIF, 10 MB at most. Where a photo was taken is removed from it.',
    pdfHint: 'PDF, 20 MB at most.',
    alt: { id: 'What the picture shows, in Indonesian', en: 'What the picture shows, in English' },
    altHint: 'Read out to those who cannot see the picture.',
  },
};

interface FileFieldProps {
  readonly view: FormView;
  /** Name of the field; those of its other inputs begin with it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean;
}

/**
 * A picture with what it shows. What was sent once is kept when the form comes back with another mistake. The platform
 * reads it by `imageFromForm`.
 */
export function ImageField({ view, hint, ...field }: FileFieldProps) {
  const { name } = field;
  const words = WORDS[view.request.lang];
  const digest = typedText(view.values, `${name}-kept`);
  const alt = typedText(view.values, `${name}-alt-id`) || typedText(view.values, `${name}-alt-en`);
  return (
    <FieldGroup {...field} view={view} hint={hint ?? words.pictureHint}>
      <div class="files">
        {digest !== '' && (
          <div class="kept">
            <input type="hidden" name={`${name}-kept`} value={digest} />
            <img src={mediaPath({ digest }, 'picture')} alt={alt} />
            <Tick
              type="checkbox"
              name={`${name}-remove`}
              value={digest}
              label={words.remove}
              checked={typedText(view.values, `${name}-remove`) !== ''}
            />
          </div>
        )}
        <FileInput
          name={name}
          label={digest === '' ? words.choose : words.replace}
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        />
        <TextField
          view={view}
          name={`${name}-alt-id`}
          label={words.alt.id}
          hint={words.altHint}
          language="id"
        />
        <TextField view={view} name={`${name}-alt-en`} label={words.alt.en} language="en" optional />
      </div>
    </FieldGroup>
  );
}

export interface PdfFieldProps extends FileFieldProps {
  /** How many it takes; a new one takes the place of an only one. */
  readonly most: number;
}

/**
 * One or several PDFs. What was sent once is kept when the form comes back with another mistake. The platform reads it
 * by `pdfAttachmentsFromForm`.
 */
export function PdfField({ view, hint, most, ...field }: PdfFieldProps) {
  const { name } = field;
  const words = WORDS[view.request.lang];
  const names = typedList(view.values, `${name}-names`);
  const sizes = typedList(view.values, `${name}-sizes`);
  const removals = new Set(typedList(view.values, `${name}-remove`));
  const kept = typedList(view.values, `${name}-kept`);
  return (
    <FieldGroup {...field} view={view} hint={hint ?? words.pdfHint}>
      <div class="files">
        {kept.map((digest, index) => (
          <div class="kept" key={digest}>
            <input type="hidden" name={`${name}-kept`} value={digest} />
            <input type="hidden" name={`${name}-names`} value={names[index] ?? 'PDF'} />
            <input type="hidden" name={`${name}-sizes`} value={sizes[index] ?? ''} />
            <a href={mediaPath({ digest }, 'pdf')}>
              <Icon name="file-text" />
              {names[index] ?? 'PDF'}
              {Number(sizes[index]) > 0 && ` (${sizeInWords(Number(sizes[index]), view.request.lang)})`}
            </a>
            {most > 1 && (
              <Tick
                type="checkbox"
                name={`${name}-remove`}
                value={digest}
                label={words.removeNamed(names[index] ?? 'PDF')}
                checked={removals.has(digest)}
              />
            )}
          </div>
        ))}
        <FileInput
          name={name}
          label={kept.length > 0 && most === 1 ? words.replace : words.choose}
          accept="application/pdf"
          multiple={most > 1}
        />
      </div>
    </FieldGroup>
  );
}

function FileInput(props: {
  readonly name: string;
  readonly label: string;
  readonly accept: string;
  readonly multiple?: boolean;
}) {
  const { name, label, ...input } = props;
  const id = `${fieldId(name)}-file`;
  return (
    <div class="field wide">
      <label for={id}>{label}</label>
      <input {...input} type="file" class="input file" id={id} name={name} />
    </div>
  );
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
