/**
 * Follows a list while it is open: the server says that something changed, the page is asked for again as by hand, and
 * its parts are put in place. Without an answer the old ones stay, and a sentence says so. Closed in a hidden tab.
 */
import { putInPlace } from './live/put.ts';

const LEAST_PAUSE = 1_000;
/** A stream ends by itself now and then and is opened anew; so long nothing is said of it. */
const SILENT_MS = 8_000;
/** The browser gives up where it is refused, as while the window starts anew: it is asked again by and by. */
const LEAST_WAIT = 2_000;
const MOST_WAIT = 60_000;

for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) followList(place);

function followList(place: HTMLElement): void {
  const address = place.dataset['live'];
  const say = place.querySelector<HTMLElement>('[data-live-say]');
  if (!address || !say) return;
  const pause = Number(place.dataset['livePause'] ?? LEAST_PAUSE);
  let source: EventSource | undefined;
  let away: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let wait = LEAST_WAIT;
  let isAsking = false;
  let asksAgain = false;

  const tell = (isOn: boolean) => {
    const text = (isOn ? place.dataset['liveOn'] : place.dataset['liveOff']) ?? '';
    if (say.textContent !== text) say.textContent = text;
    place.classList.toggle('is-live', isOn);
  };

  async function load(): Promise<void> {
    if (isAsking) {
      asksAgain = true;
      return;
    }
    isAsking = true;
    try {
      // A session that has ended leads to the sign-in page, which is no list.
      const answer = await fetch(location.href, { redirect: 'error', cache: 'no-store' });
      if (!answer.ok) throw new Error(String(answer.status));
      const known = alarms();
      putParts(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      tell(true);
      const [alarm] = [...alarms()].filter(([id]) => !known.has(id)).map(([, words]) => words);
      if (alarm !== undefined && say) sound(alarm, say);
    } catch {
      tell(false);
    }
    // Many changes at once are one question more, not many.
    setTimeout(() => {
      isAsking = false;
      if (!asksAgain) return;
      asksAgain = false;
      void load();
    }, pause);
  }

  function open(): void {
    if (source || !address) return;
    source = new EventSource(address);
    source.addEventListener('at', ({ data }) => {
      isBack();
      tell(true);
      if (Number(data) > shownChange()) void load();
    });
    source.addEventListener('changed', () => {
      isBack();
      void load();
    });
    source.addEventListener('error', () => {
      away ??= setTimeout(() => tell(false), SILENT_MS);
      // The browser tries again by itself, but not where it was refused.
      if (source?.readyState !== EventSource.CLOSED) return;
      source = undefined;
      again = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(MOST_WAIT, wait * 2);
    });
  }

  function isBack(): void {
    clearTimeout(away);
    away = undefined;
    wait = LEAST_WAIT;
  }

  function close(): void {
    clearTimeout(again);
    isBack();
    source?.close();
    source = undefined;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', () => !document.hidden && open());
  if (!document.hidden) open();
}

/** Up to which change the parts on the page were made. */
function shownChange(): number {
  return Number(document.querySelector<HTMLElement>('[data-live-part]')?.dataset['liveAt'] ?? -1);
}

/** What on the page is not to be overlooked, in words, by what it is about. */
function alarms(): ReadonlyMap<string, string> {
  const marked = document.querySelectorAll<HTMLElement>('[data-live-part] [data-alarm]');
  return new Map([...marked].map(({ dataset, textContent }) => [dataset['alarm'] ?? '', textContent.trim()]));
}

/** Somebody asks for help: said aloud by a screen reader, felt where the phone can, and brought into sight. */
function sound(words: string, say: HTMLElement): void {
  say.textContent = words;
  navigator.vibrate?.([400, 200, 400, 200, 400]);
  document.querySelector('[data-alarm]')?.scrollIntoView({ block: 'center' });
}

/** Puts the parts of the new page in place. */
function putParts(page: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
    const fresh = page.querySelector(`[data-live-part="${part.dataset['livePart']}"]`);
    if (fresh) putInPlace(part, fresh);
  }
}
