import type { ComponentChildren } from 'preact';
import { localPath } from '../domain/language.ts';
import type { Language } from '../domain/text.ts';
import { Actions, LinkButton } from './components/button.tsx';

/** What went wrong, as a citizen meets it: 404, 500, 503, and no network. */
export type ErrorKind = 'not-found' | 'fault' | 'unavailable' | 'offline';

interface ErrorWords {
  readonly title: string;
  readonly text: string;
}

const WORDS: Readonly<Record<Language, Readonly<Record<ErrorKind, ErrorWords>>>> = {
  id: {
    'not-found': {
      title: 'Halaman ini tidak ada',
      text: 'Mungkin alamatnya salah ketik, atau halamannya sudah pindah. Coba cari dari beranda.',
    },
    fault: {
      title: 'Ada yang salah di pihak kami',
      text: 'Anda tidak berbuat salah. Kami sudah mencatatnya. Coba lagi sebentar lagi.',
    },
    unavailable: {
      title: 'Jawaban belum bisa diambil',
      text: 'Ini bukan berarti jawabannya tidak ada. Kami hanya belum bisa mengambilnya. Coba lagi sebentar lagi.',
    },
    offline: {
      title: 'HP Anda sedang tanpa jaringan',
      text: 'Halaman ini belum tersimpan di HP. Yang sudah pernah Anda buka tetap bisa dibaca.',
    },
  },
  en: {
    'not-found': {
      title: 'This page does not exist',
      text: 'The address may be mistyped, or the page has moved. Try searching from the home page.',
    },
    fault: {
      title: 'Something went wrong on our side',
      text: 'You did nothing wrong. We have taken note of it. Please try again in a moment.',
    },
    unavailable: {
      title: 'The answer could not be had',
      text: 'This does not mean that there is no answer. We could not get it just now. Please try again in a moment.',
    },
    offline: {
      title: 'Your phone has no network',
      text: 'This page is not kept on your phone yet. Pages you have opened before can still be read.',
    },
  },
};

const ACTIONS: Readonly<
  Record<Language, { readonly retry: string; readonly home: string; readonly id: string }>
> = {
  id: { retry: 'Coba lagi', home: 'Ke beranda', id: 'Nomor kejadian' },
  en: { retry: 'Try again', home: 'To the home page', id: 'Incident number' },
};

/** The title of an error page, for the document's own title. */
export function errorTitle(kind: ErrorKind, lang: Language): string {
  return WORDS[lang][kind].title;
}

export interface ErrorPageProps {
  readonly kind: ErrorKind;
  readonly lang: Language;
  /** Named on faults, so that who reports one can be helped. */
  readonly requestId?: string;
  /** More about this one case, such as until when. */
  readonly children?: ComponentChildren;
}

/** The content of an error page: what happened, what it does not mean, and what to do next. */
export function ErrorPage({ kind, lang, requestId, children }: ErrorPageProps) {
  const { title, text } = WORDS[lang][kind];
  const actions = ACTIONS[lang];
  return (
    <div class="window fault">
      <div class="pane fault-art">
        <BrokenWindow />
      </div>
      <div class="pane">
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        {children}
        <Actions>
          {kind !== 'not-found' && (
            // An empty address is this very page again, which needs no script.
            <LinkButton href="" icon="refresh-cw">
              {actions.retry}
            </LinkButton>
          )}
          <LinkButton href={localPath(lang, '/')} icon="house" alt={kind !== 'not-found'}>
            {actions.home}
          </LinkButton>
        </Actions>
        {requestId && (
          <p class="mute">
            {actions.id}: {requestId}
          </p>
        )}
      </div>
    </div>
  );
}

/** The window of the logo with a pane that is not there: the page, or the answer, that could not be had. */
function BrokenWindow() {
  return (
    <svg viewBox="0 0 120 120" aria-hidden="true">
      <path
        class="glass"
        d="M28 10h30v48H10V28a18 18 0 0 1 18-18zM10 62h48v48H28a18 18 0 0 1-18-18zM62 62h48v30a18 18 0 0 1-18 18H62z"
      />
      <path d="M60 110H28a18 18 0 0 1-18-18V28a18 18 0 0 1 18-18h32v100zM10 60h100v32a18 18 0 0 1-18 18H60" />
      <path class="gone" d="M64 10h28a18 18 0 0 1 18 18v28" />
      <path d="M75 104c0-15 3-26 11-26s11 11 11 26M86 104V93" />
    </svg>
  );
}
