import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { sharedBrowser } from '../support/browser.ts';
import { findPageKinds, isFrame, type PageKind } from '../support/page-kinds.ts';
import { lookAtPages, WAYS_OF_LOOKING } from '../support/page-look.ts';

const { url } = inject('window');

let browser: Browser;
let kinds: readonly PageKind[];

beforeAll(async () => {
  [browser, kinds] = await Promise.all([sharedBrowser(), findPageKinds(url)]);
});

test('there is a page of every kind', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(25);
  const states = kinds.map(({ kind }) => kind);
  for (const kind of ['stage: running', 'stage: ended', 'stage: upcoming', 'stage: conditional']) {
    expect(states).toContain(kind);
  }
});

// Each page is opened once in each size, and looked at for everything while it is open.
describe.each(WAYS_OF_LOOKING)('on %s', (_, screen, language) => {
  test('every page is walked by Tab, without faults for axe, has one h1, its language and a title of its own, and fits', async () => {
    const faults = await lookAtPages(
      {
        ...{ browser, url, screen, language },
        sharesTitle: (path) => path.includes('keadaan=') || path.includes('pemilihan='),
      },
      kinds.map((kind) => ({ ...kind, isFrame: isFrame(kind) })),
    );
    expect(faults).toEqual([]);
  });
});
