import type { Language } from '../../domain/text.ts';
import { Icon } from './icon.tsx';

interface LiveWords {
  readonly refresh: string;
  readonly on: string;
  readonly away: string;
}

const WORDS: Readonly<Record<Language, LiveWords>> = {
  id: {
    refresh: 'Muat ulang',
    on: 'Tersambung langsung',
    away: 'Sambungan terputus. Muat ulang untuk melihat yang terbaru.',
  },
  en: {
    refresh: 'Load again',
    on: 'Live',
    away: 'The connection is gone. Load again for the latest.',
  },
};

/**
 * Says whether a page follows, with a link for where no script runs. The page has `scripts: ['live']`, and its parts that
 * change have `data-live-part` and `data-live-at` (islands/live.ts).
 */
export function LiveState({
  lang,
  stream,
  href,
}: {
  readonly lang: Language;
  /** Address of the stream. */
  readonly stream: string;
  /** The page itself. */
  readonly href: string;
}) {
  const words = WORDS[lang];
  return (
    <p class="live-state" data-live={stream} data-live-on={words.on} data-live-off={words.away}>
      <a class="link" href={href}>
        <Icon name="refresh-cw" />
        {words.refresh}
      </a>
      <span role="status" data-live-say />
    </p>
  );
}
