import type { CDPSession, Page } from 'playwright-core';

/** What a browser lets the keyboard reach, as it is written in the page. */
const FOCUSABLE =
  'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';

/** Presses that are sent at once, beyond which the page is asked whether the walk is over. */
const MORE = 10;

interface Stop {
  /** Its place in the order; none within an element that has a tree of its own. */
  readonly at: number | null;
  readonly html: string;
  readonly isMarked: boolean;
  readonly isCovered: boolean;
}

/** What the page notes while Tab is pressed. */
interface Noting {
  tabStops?: (Stop | null)[];
}

/** Everything that is to be reached on a page and seen on it, marked with its place in the order. */
async function markTargets(page: Page): Promise<number> {
  return page.evaluate((focusable) => {
    const targets = [...document.querySelectorAll<HTMLElement>(focusable)].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0,
    );
    // Of the radio buttons of one name in a form, Tab comes to one: the chosen one, or the first.
    const radios = targets.filter(
      (element): element is HTMLInputElement =>
        element instanceof HTMLInputElement && element.type === 'radio',
    );
    const stops = targets.filter((element) => {
      const radio = radios.find((one) => one === element);
      if (!radio) return true;
      const group = radios.filter(({ form, name }) => form === radio.form && name === radio.name);
      return radio === (group.find(({ checked }) => checked) ?? group[0]);
    });
    stops.forEach((element, at) => {
      element.dataset['stop'] = String(at);
    });
    return stops.length;
  }, FOCUSABLE);
}

/**
 * Has the page note after every press where the focus is, whether it can be seen, and whether the fixed bar lies over
 * it: asking after each press would take longer than the press.
 */
async function noteStops(page: Page): Promise<void> {
  await page.evaluate(() => {
    const stops: (Stop | null)[] = [];
    (globalThis as Noting).tabStops = stops;
    const bar = document.querySelector('.nav');
    const isFixed = bar !== null && getComputedStyle(bar).position === 'fixed';
    addEventListener(
      'keyup',
      () => {
        const focused = document.activeElement;
        if (!(focused instanceof HTMLElement) || focused === document.body) {
          stops.push(null);
          return;
        }
        // An element made for other sites has what is focused in a tree of its own.
        const inner = focused.shadowRoot?.activeElement;
        const element = inner instanceof HTMLElement ? inner : focused;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const isUnderBar = isFixed && !bar.contains(element) && box.top >= bar.getBoundingClientRect().top;
        stops.push({
          at: inner ? null : Number(element.dataset['stop'] ?? -1),
          html: element.outerHTML.slice(0, 120),
          isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
          isCovered: box.bottom < 0 || box.top > innerHeight || isUnderBar,
        });
      },
      { capture: true },
    );
  });
}

/** Presses Tab so often, each press as soon as the one before was taken. */
async function pressTab(devtools: CDPSession, times: number): Promise<void> {
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  const presses: Promise<unknown>[] = [];
  for (let press = 0; press < times; press++) {
    presses.push(devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...tab }));
    presses.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...tab }));
  }
  await Promise.all(presses);
}

/** The stops from the first press on to where the page ends or begins anew; undefined where neither is reached yet. */
function wholeWalk(stops: readonly (Stop | null)[]): readonly Stop[] | undefined {
  const walked: Stop[] = [];
  const reached = new Set<number>();
  for (const stop of stops) {
    // A field of a date or a time is left by several presses.
    if (stop !== null && stop.at !== null && stop.at === walked.at(-1)?.at) continue;
    if (stop === null || (stop.at !== null && reached.has(stop.at))) return walked;
    if (stop.at !== null) reached.add(stop.at);
    walked.push(stop);
  }
  return undefined;
}

/**
 * Walks a page from its beginning by Tab, and says what is wrong on the way: the skip link is not first, a focus that
 * is not seen or out of sight, what is out of order, left out, or a trap.
 */
export async function walkByTab(
  page: Page,
  devtools: CDPSession,
  options: { readonly hasSkipLink: boolean },
): Promise<string[]> {
  const count = await markTargets(page);
  await noteStops(page);
  let stops: readonly (Stop | null)[] = [];
  let walked: readonly Stop[] | undefined;
  for (let pressed = 0; walked === undefined && pressed <= 2 * count + MORE; ) {
    const times = pressed === 0 ? count + 1 : MORE;
    await pressTab(devtools, times);
    pressed += times;
    stops = await page.evaluate(() => (globalThis as Noting).tabStops ?? []);
    walked = wholeWalk(stops);
  }
  if (walked === undefined) return [`no end after ${stops.length} presses: ${stops.at(-1)?.html}`];

  const faults: string[] = [];
  if (options.hasSkipLink && !walked[0]?.html.includes('class="skip"')) {
    faults.push(`begins at ${walked[0]?.html}`);
  }
  let last = -1;
  for (const { at, html, isMarked, isCovered } of walked) {
    if (!isMarked) faults.push(`focus not seen: ${html}`);
    if (isCovered) faults.push(`focus out of sight: ${html}`);
    if (at === null) continue;
    if (at < last) faults.push(`out of order: ${html}`);
    last = at;
  }
  const seen = walked.flatMap(({ at }) => (at === null ? [] : [at]));
  const missed = await page.evaluate((reached) => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    return [...document.querySelectorAll<HTMLElement>('[data-stop]')]
      .filter((element) => !reached.includes(Number(element.dataset['stop'])))
      .map((element) => `not reached: ${element.outerHTML.slice(0, 120)}`);
  }, seen);
  return [...faults, ...missed];
}
