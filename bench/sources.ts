/**
 * `npm run bench:sources`: how long it takes from publishing on a real WordPress to being readable in the window, by
 * polling at the default interval and by the signed webhook; and that corrections and deletions come as well.
 *
 * Takes Debian's packages wordpress, mariadb-server, php-cli and php-mysql, and says so where they are not there.
 */
import { hkdfSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { addSource, DEFAULT_EVERY_SECONDS } from '../src/features/sources/store.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { readOrMakeSecret } from '../src/platform/sign-in/secret.ts';
import { hasWordPress, startWordPress, type WordPress } from '../test/wordpress/wordpress.ts';
import { machine, printTable, type Row, withDemoWindow } from './support.ts';

const BY_POLLING = 3;
const BY_WEBHOOK = 5;
const PATIENCE_MS = 90_000;
const feed = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) });

console.log(machine());
if (!hasWordPress()) {
  console.log('Skipped: install Debian’s wordpress, mariadb-server, php-cli and php-mysql first.');
} else {
  const wordpress = await startWordPress();
  try {
    const host = new URL(wordpress.url).host;
    await withDemoWindow((window) => measure(wordpress, window), { OUTGOING_ALLOW_HOSTS: host });
  } finally {
    await wordpress.stop();
  }
}

async function measure(
  wordpress: WordPress,
  window: { readonly url: string; readonly dataDir: string },
): Promise<void> {
  const source = await connect(wordpress, window.dataDir);
  await publish(wordpress, 'Kabar pembuka');
  await untilReadable(window.url, 'Kabar pembuka', true);
  const rows: Row[] = [];
  for (let n = 1; n <= BY_POLLING; n += 1) {
    await sleep(Math.random() * 20_000);
    rows.push({
      way: `polling every ${DEFAULT_EVERY_SECONDS} s`,
      what: 'new post',
      ...(await timed(wordpress, window.url, `Kabar ${n}`)),
    });
  }
  await wordpress.installWebhook({
    url: `${window.url}/api/v1/push/webhook/${source}`,
    secret: await webhookSecretOf(window.dataDir, source),
  });
  for (let n = 1; n <= BY_WEBHOOK; n += 1) {
    rows.push({
      way: 'signed webhook',
      what: 'new post',
      ...(await timed(wordpress, window.url, `Segera ${n}`)),
    });
  }
  rows.push({ way: 'signed webhook', what: 'correction', ...(await correction(wordpress, window.url)) });
  rows.push({ way: 'signed webhook', what: 'deletion', ...(await deletion(wordpress, window.url)) });
  printTable('From WordPress to the window', rows);
}

async function connect(wordpress: WordPress, dataDir: string): Promise<string> {
  const database = await openDatabase({ dataDir, log: createLogger({ level: 'silent' }) });
  try {
    return await database.db.transaction().execute((trx) =>
      addSource(
        trx,
        {
          agency: 'kpu',
          kind: 'wordpress',
          title: 'kpu.example',
          settings: { api: wordpress.api },
          mode: 'publish',
          everySeconds: DEFAULT_EVERY_SECONDS,
          push: null,
        },
        { kind: 'staff', id: 'bench', name: 'Bench', address: '127.0.0.1' },
        Temporal.Now.instant(),
      ),
    );
  } finally {
    await database.close();
  }
}

/** As the window derives it (src/window/context.ts). */
async function webhookSecretOf(dataDir: string, source: string): Promise<string> {
  const secret = await readOrMakeSecret(`${dataDir}/keys`);
  return Buffer.from(hkdfSync('sha256', secret, '', `jendela webhook:${source}:1`, 32)).toString('base64url');
}

async function publish(wordpress: WordPress, title: string): Promise<void> {
  await wordpress.php(
    `wp_insert_post(['post_title' => '${title}', 'post_content' => '<p>Isi ${title}.</p>', 'post_status' => 'publish']);`,
  );
}

/** Counted from when WordPress has published. */
async function timed(
  wordpress: WordPress,
  url: string,
  title: string,
): Promise<{ readonly seconds: string }> {
  await publish(wordpress, title);
  return untilReadable(url, title, true);
}

async function correction(wordpress: WordPress, url: string): Promise<{ readonly seconds: string }> {
  await wordpress.php(
    `$post = get_page_by_path('segera-1', OBJECT, 'post'); wp_update_post(['ID' => $post->ID, 'post_title' => 'Segera diperbaiki']);`,
  );
  return untilReadable(url, 'Segera diperbaiki', true);
}

async function deletion(wordpress: WordPress, url: string): Promise<{ readonly seconds: string }> {
  await wordpress.php(`wp_trash_post(get_page_by_path('segera-2', OBJECT, 'post')->ID);`);
  return untilReadable(url, 'Segera 2', false);
}

async function untilReadable(
  url: string,
  title: string,
  there: boolean,
): Promise<{ readonly seconds: string }> {
  const started = performance.now();
  for (;;) {
    const answer = await fetch(`${url}/berita/feed.json`, { cache: 'no-store' });
    const { items } = feed.parse(await answer.json());
    if (items.some((item) => item.title === title) === there) {
      return { seconds: ((performance.now() - started) / 1000).toFixed(2) };
    }
    if (performance.now() - started > PATIENCE_MS) throw new Error(`“${title}” did not come.`);
    await sleep(50);
  }
}
