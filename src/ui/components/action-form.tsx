import type { ComponentChildren } from 'preact';
import { localPath } from '../../domain/language.ts';
import type { Language } from '../../domain/text.ts';
import { Icon } from './icon.tsx';

interface ActionWords {
  readonly photo: string;
  readonly photoOptional: string;
  readonly photoHint: string;
  readonly place: string;
}

const WORDS: Readonly<Record<Language, ActionWords>> = {
  id: {
    photo: 'Foto',
    photoOptional: 'Foto (boleh tanpa)',
    photoHint: 'Ambil dengan kamera atau pilih dari galeri. Lokasi di dalam foto dihapus.',
    place: 'Lokasi HP saat ini ikut dikirim, agar tempatnya jelas. Boleh ditolak saat HP bertanya.',
  },
  en: {
    photo: 'Photo',
    photoOptional: 'Photo (may be left out)',
    photoHint: 'Take it with the camera or choose one. Any location in it is removed.',
    place: 'Where the phone is now is sent along, so that the place is clear. You may refuse when asked.',
  },
};

export interface ActionFormProps {
  readonly lang: Language;
  /** Of the action: `tasks.done`. */
  readonly kind: string;
  /** Id of what it is about; absent: a thing of its own, such as a report. */
  readonly subject?: string;
  /** What the queue calls it while it waits: "Kotak suara diterima". */
  readonly title: string;
  /** Path and query of the page to come back to, in its language; absent: the officers' first page. */
  readonly back?: string;
  /**
   * As the action says. A page with `place` says `location: true`. `askedBy`: name of a box without which the phone is
   * not asked where it is. `inside`: the page puts `PhotoField` among its own fields.
   */
  readonly photo?: {
    readonly required: boolean;
    readonly place: boolean | { readonly askedBy: string };
    readonly inside?: true;
  };
  /** Hides fields and button while it waits on the phone: for what is done once. */
  readonly once?: boolean;
  readonly class?: string;
  /** Fields and the button that sends. */
  readonly children: ComponentChildren;
}

/**
 * The form of something that an officer does: a plain form without JavaScript; with it the phone keeps what it says
 * until the window has acknowledged it (islands/officer.ts).
 */
export function ActionForm(props: ActionFormProps) {
  const { lang, kind, subject = '', title, back, photo } = props;
  return (
    <form
      method="post"
      action={localPath(lang, `/petugas/aksi/${kind}`)}
      enctype={photo ? 'multipart/form-data' : undefined}
      class={props.class ? `action-form ${props.class}` : 'action-form'}
      data-queue={kind}
      data-once={props.once ? '' : undefined}
      data-place={photo?.place ? (photo.place === true ? '' : photo.place.askedBy) : undefined}
    >
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="@title" value={title} />
      {/* Posted twice, by a double tap or by loading anew, it counts once. */}
      <input type="hidden" name="@form" value={crypto.randomUUID()} />
      {back !== undefined && <input type="hidden" name="back" value={back} />}
      <div class="action-state" data-queue-state role="status" />
      <div class="action-fields">
        {photo && !photo.inside && (
          <PhotoField
            lang={lang}
            id={`photo-${kind}-${subject}`}
            required={photo.required}
            place={photo.place !== false}
          />
        )}
        {props.children}
      </div>
    </form>
  );
}

/** The photo of an action. `place`: says that the phone is asked where it is. */
export function PhotoField({
  lang,
  id,
  required,
  place,
}: {
  readonly lang: Language;
  readonly id: string;
  readonly required: boolean;
  readonly place: boolean;
}) {
  const words = WORDS[lang];
  return (
    <div class="field wide">
      <label for={id}>{required ? words.photo : words.photoOptional}</label>
      <p class="hint" id={`${id}-hint`}>
        <Icon name="camera" /> {words.photoHint} {place && words.place}
      </p>
      <input
        type="file"
        class="input file"
        id={id}
        name="photo"
        accept="image/*"
        required={required}
        aria-describedby={`${id}-hint`}
      />
    </div>
  );
}
