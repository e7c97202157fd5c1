/**
 * `npm run bench:sources`: how long it takes from publishing on a real WordPress to being readable in the window, by
 * polling at the default interval, by WebSub and by the signed webhook; and that corrections and deletions come as well.
 *
 * Takes Debian's packages wordpress, mariadb-server, php-cli and php-mysql, and says so where they are not there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DEFAULT_EVERY_SECONDS } from '../src/features/sources/store.ts';
import { connectSource, webhookSecretOf } from '../test/wordpress/connect.ts';
import { type Hub, startHub } from '../test/wordpress/hub.ts';
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
  const hub = await startHub();
  const hosts = [wordpress.url, hub.url].map((url) => new URL(url).host).join(',');
  try {
    // WebSub first: the other way would bring the same posts.
    await withDemoWindow((window) => measureWebSub(wordpress, hub, window), { OUTGOING_ALLOW_HOSTS: hosts });
    await wordpress.plugin('websub', '<?php');
    await withDemoWindow((window) => measure(wordpress, window), { OUTGOING_ALLOW_HOSTS: hosts });
  } finally {
    await hub.close();
    await wordpress.stop();
  }
}

async function measure(
  wordpress: WordPress,
  window: { readonly url: string; readonly dataDir: string },
): Promise<void> {
  const source = await connectSource(window.dataDir, {
    kind: 'wordpress',
    settings: { api: wordpress.api },
    push: null,
  });
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

/** The same site as a feed with a hub, which WordPress tells of each post, as its plugin for WebSub does. */
async function measureWebSub(
  wordpress: WordPress,
  hub: Hub,
  window: { readonly url: string; readonly dataDir: string },
): Promise<void> {
  const topic = `${wordpress.url}/feed/`;
  await connectSource(window.dataDir, {
    kind: 'feed',
    settings: { url: topic },
    push: { hub: hub.url, topic },
  });
  await hub.subscribed;
  await wordpress.plugin('websub', hubSnippet(hub.url, topic));
  const rows: Row[] = [];
  for (let n = 1; n <= BY_WEBHOOK; n += 1) {
    rows.push({
      way: 'WebSub, through a hub',
      what: 'new post',
      ...(await timed(wordpress, window.url, `Lewat hub ${n}`)),
    });
  }
  printTable('From WordPress to the window', rows);
}

function hubSnippet(hub: string, topic: string): string {
  return `<?php add_action('wp_after_insert_post', function ($id) {
  if (get_post_status($id) !== 'publish') return;
  wp_remote_post('${hub}', ['body' => ['hub.mode' => 'publish', 'hub.url' => '${topic}']]);
});`;
}

async function publish(wordpress: WordPress, title: string): Promise<void> {
  await wordpress.php(
    `wp_insert_post(['post_title' => '${title}', 'post_content' => '<p>Isi ${title}.</p>', 'post_status' => 'publish']);`,
  );
}

/** Counted from before WordPress is told to publish: starting PHP and saving are in it. */
async function timed(
  wordpress: WordPress,
  url: string,
  title: string,
): Promise<{ readonly seconds: string }> {
  const started = performance.now();
  await publish(wordpress, title);
  return untilReadable(url, title, true, started);
}

async function correction(wordpress: WordPress, url: string): Promise<{ readonly seconds: string }> {
  const started = performance.now();
  await wordpress.php(
    `$post = get_page_by_path('segera-1', OBJECT, 'post'); wp_update_post(['ID' => $post->ID, 'post_title' => 'Segera diperbaiki']);`,
  );
  return untilReadable(url, 'Segera diperbaiki', true, started);
}

async function deletion(wordpress: WordPress, url: string): Promise<{ readonly seconds: string }> {
  const started = performance.now();
  await wordpress.php(`wp_trash_post(get_page_by_path('segera-2', OBJECT, 'post')->ID);`);
  return untilReadable(url, 'Segera 2', false, started);
}

async function untilReadable(
  url: string,
  title: string,
  there: boolean,
  started = performance.now(),
): Promise<{ readonly seconds: string }> {
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
