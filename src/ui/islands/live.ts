/**
 * Follows a list while it is open: the server says that something changed, the page is asked for again as by hand, and
 * its parts are put in place. Without an answer the old ones stay, and a sentence says so. Closed in a hidden tab.
 */
const LEAST_PAUSE = 1_000;

for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) followList(place);

function followList(place: HTMLElement): void {
  const address = place.dataset['live'];
  const say = place.querySelector<HTMLElement>('[data-live-say]');
  if (!address || !say) return;
  const pause = Number(place.dataset['livePause'] ?? LEAST_PAUSE);
  let source: EventSource | undefined;
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
      putParts(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      tell(true);
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
      tell(true);
      if (data !== shownChange()) void load();
    });
    source.addEventListener('changed', () => void load());
    source.addEventListener('error', () => {
      // The browser tries again by itself, but not where it was refused.
      if (source?.readyState === EventSource.CLOSED) tell(false);
    });
  }

  function close(): void {
    source?.close();
    source = undefined;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', () => !document.hidden && open());
  if (!document.hidden) open();
}

/** Up to which change the parts on the page were made. */
function shownChange(): string | undefined {
  return document.querySelector<HTMLElement>('[data-live-part]')?.dataset['liveAt'];
}

/** Puts the parts of the new page in place; whoever is on a link in one stays on it. */
function putParts(page: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
    const fresh = page.querySelector<HTMLElement>(`[data-live-part="${part.dataset['livePart']}"]`);
    if (!fresh) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const address = focused instanceof HTMLAnchorElement ? focused.getAttribute('href') : null;
    part.replaceWith(fresh);
    if (address === null) continue;
    for (const link of fresh.querySelectorAll('a')) {
      if (link.getAttribute('href') === address) link.focus({ preventScroll: true });
    }
  }
}
