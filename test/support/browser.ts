import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** How a browser of a test is started. */
export const FLAGS = [
  '--no-sandbox',
  '--headless=new',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The Chromium of CHROMIUM_PATH, an installed one, or the one among the development dependencies. */
export async function chromiumPath(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  return INSTALLED.find((file) => existsSync(file)) ?? (await chromium.executablePath());
}

/** A real browser without a window of its own, for whoever closes it. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromiumPath(), args: FLAGS });
}

let shared: Promise<Browser> | undefined;

/**
 * The browser of all test files of this process, which ends with it: starting one takes longer than many a test. What
 * files open in it are contexts of their own, which share nothing; they close those, and leave the browser.
 */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  return shared;
}
