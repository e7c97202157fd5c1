/**
 * Pictures of the components: `npm run preview:ui [folder]`. Renders the sample pages of src/ui/preview with the built
 * style sheet, under the window's own strict content policy, and photographs each as a phone and as a desk, light and
 * dark. What is wider than its screen, what the policy
 * stops and what axe finds is listed at the end, and fails the run.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, chromium as driver } from 'playwright-core';
import { createServer as createVite } from 'vite';
import { jsx } from '../vite.client.config.ts';
import { buildClient } from './build-all.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'";
const SCREENS = {
  phone: { width: 360, height: 740 },
  small: { width: 320, height: 640 },
  desk: { width: 1280, height: 800 },
};
const TYPES: Record<string, string> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  png: 'image/png',
};

process.chdir(join(import.meta.dirname, '..'));
const faults: string[] = [];
const folder = process.argv[2] ?? 'dist/preview';
await mkdir(folder, { recursive: true });
await buildClient();
const pages = await loadPages();
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  response.setHeader('Content-Security-Policy', POLICY);
  const page = pages[path.slice(1)];
  if (page) return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
  readFile(`dist/client${path}`).then(
    (content) =>
      response.setHeader('Content-Type', TYPES[path.split('.').pop() ?? ''] ?? 'font/woff2').end(content),
    () => response.writeHead(404).end(),
  );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
const browser = await driver.launch({
  executablePath: await chromium.executablePath(),
  args: [
    '--no-sandbox',
    '--headless=new',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
try {
  for (const name of Object.keys(pages)) {
    for (const screen of Object.keys(SCREENS) as (keyof typeof SCREENS)[]) {
      for (const scheme of ['light', 'dark'] as const) await photograph(browser, name, screen, scheme);
    }
  }
} finally {
  await browser.close();
  server.close();
}
if (faults.length > 0) throw new Error(faults.join('\n'));

async function loadPages(): Promise<Record<string, string>> {
  const vite = await createVite({
    ...jsx,
    configFile: false,
    appType: 'custom',
    logLevel: 'warn',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false },
    ssr: { noExternal: ['lucide-static'] },
  });
  try {
    const { previewPages } = await vite.ssrLoadModule('/src/ui/preview/pages.tsx');
    return previewPages(await readFile('dist/client/assets.json', 'utf8'));
  } finally {
    await vite.close();
  }
}

async function photograph(
  browser: Browser,
  name: string,
  screen: keyof typeof SCREENS,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const page = await browser.newPage({ viewport: SCREENS[screen], colorScheme });
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${origin}/${name}`, { waitUntil: 'networkidle' });
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`,
    );
  });
  faults.push(...found.map((text) => `${name} ${screen} ${colorScheme}: ${text}`));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) faults.push(`${name} is wider than a ${screen} of ${SCREENS[screen].width} px.`);
  faults.push(...refused.map((text) => `${name}: ${text}`));
  await page.screenshot({ path: `${folder}/${name}-${screen}-${colorScheme}.png` });
  await page.screenshot({ path: `${folder}/${name}-${screen}-${colorScheme}-full.png`, fullPage: true });
  await page.close();
}
