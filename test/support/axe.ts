import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** Rules whose answer depends on the theme and the size of the screen: all others are the same for one page in any of them. */
const OF_THE_LOOK: RunOptions = {
  runOnly: {
    type: 'rule',
    values: ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'],
  },
  resultTypes: ['violations'],
};

/** Axe as one file, without a result that a debugger would hand over. */
const SOURCE = `${readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')};undefined`;

/** Has axe in every page of a context from its beginning, for those who ask often: the browser compiles it once. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: SOURCE });
}

/**
 * What axe finds on a page as it stands, one line per fault: rule, element, what is wrong. Its source is evaluated by
 * the debugger, so that the page keeps its strict policy. `look`: asked again in another theme or size.
 */
export async function axeFaults(page: Page, { look = false } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    const devtools = await page.context().newCDPSession(page);
    // The session ends with the page: detaching it would take a virtual authenticator of another session along.
    await devtools.send('Runtime.evaluate', { expression: SOURCE });
  }
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options),
    look ? OF_THE_LOOK : OPTIONS,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} (${failureSummary})`),
  );
}
