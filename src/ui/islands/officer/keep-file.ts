/**
 * Links to files that an officer wants on the phone, such as a film: with a script they are fetched whole, once and by
 * their click alone, and the service worker keeps them; without one the browser saves them.
 */
const OFTEN = 20;
const PAUSE_MS = 250;

/** Looks after every such link of the page. */
export async function offerKeeping(): Promise<void> {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-keep-file]')) {
    if (!navigator.serviceWorker?.controller) return;
    if (await isKept(link.href)) say(link, 'kept');
    link.addEventListener('click', (event) => {
      event.preventDefault();
      void keep(link);
    });
  }
}

async function keep(link: HTMLAnchorElement): Promise<void> {
  if (link.dataset['state'] === 'keeping' || link.dataset['state'] === 'kept') return;
  say(link, 'keeping');
  const got = await fetch(link.href)
    .then(async (answer) => answer.ok && (await answer.blob()).size > 0)
    .catch(() => false);
  // The worker puts it away beside the answer, and may be a moment later.
  for (let look = 0; got && look < OFTEN; look++) {
    if (await isKept(link.href)) return say(link, 'kept');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  say(link, 'failed');
}

async function isKept(href: string): Promise<boolean> {
  return (await caches.match(href)) !== undefined;
}

/** What the link says then, in words that the page gives it. */
function say(link: HTMLAnchorElement, state: 'keeping' | 'kept' | 'failed'): void {
  link.dataset['state'] = state;
  const place = link.parentElement?.querySelector<HTMLElement>('[data-keep-say]');
  if (place) place.textContent = link.dataset[state] ?? '';
}
