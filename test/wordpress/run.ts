/**
 * `node test/wordpress/run.ts`: what a real WordPress publishes, changes and takes back, followed in a real window. Takes
 * a build, and Debian's packages wordpress, mariadb-server, php-cli and php-mysql; without them it says so and ends well,
 * so that it can stand anywhere.
 */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { startWindow, stopWindow } from '../support/window.ts';
import { connectSource, webhookSecretOf } from './connect.ts';
import { hasWordPress, startWordPress, type WordPress } from './wordpress.ts';

const PATIENCE_MS = 60_000;
/** One red point, as PNG. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

const feed = z.object({
  items: z.array(
    z.object({ id: z.string(), url: z.string(), title: z.string(), date_published: z.string().optional() }),
  ),
});

if (!hasWordPress()) {
  console.log('Skipped: wordpress, mariadb-server, php-cli and php-mysql are not installed.');
} else {
  const wordpress = await startWordPress();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jendela-wordpress-window-'));
  await chmod(dataDir, 0o755); // root runs the database as someone else, who has to get in
  try {
    const environment = { OUTGOING_ALLOW_HOSTS: new URL(wordpress.url).host };
    const { child, url } = await startWindow(dataDir, environment);
    try {
      await follow(wordpress, url, dataDir);
      console.log('A real WordPress is followed: new, pictured, corrected, trashed, back, private, deleted.');
    } finally {
      await stopWindow(child);
    }
  } finally {
    await wordpress.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function follow(wordpress: WordPress, url: string, dataDir: string): Promise<void> {
  const post = (code: string) => wordpress.php(code);
  await post(`
    $cat = wp_insert_term('Pengumuman', 'category')['term_id'];
    wp_insert_post(['post_title' => 'Sebelum terhubung', 'post_content' => '<p>Isi &amp; <em>lama</em>.</p>',
      'post_status' => 'publish', 'post_date_gmt' => '2024-10-01 02:00:00', 'post_category' => [$cat]]);
    wp_insert_post(['post_title' => 'Masih draf', 'post_content' => 'Rahasia.', 'post_status' => 'draft']);
    wp_insert_post(['post_title' => 'Bersandi', 'post_content' => 'Rahasia.', 'post_status' => 'publish', 'post_password' => 'x']);`);
  const source = await connectSource(dataDir, {
    kind: 'wordpress',
    settings: { api: wordpress.api },
    push: null,
  });
  const before = await until(url, 'Sebelum terhubung', true);
  assert.match(before?.date_published ?? '', /^2024-10-01T/, 'the day of publication is the site’s');
  assert.match(await pageOf(before), /Isi &amp; <em>lama<\/em>/);
  await until(url, 'Masih draf', false);
  await until(url, 'Bersandi', false);

  await wordpress.installWebhook({
    url: `${url}/api/v1/push/webhook/${source}`,
    secret: await webhookSecretOf(dataDir, source),
  });
  await post(`
    require_once ABSPATH . 'wp-admin/includes/image.php';
    $file = wp_upload_bits('titik.png', null, base64_decode('${PNG}'));
    $image = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'titik'], $file['file']);
    update_post_meta($image, '_wp_attachment_image_alt', 'Titik merah');
    kses_remove_filters();
    wp_insert_post(['post_title' => 'Dengan gambar', 'post_content' => '<p>Isi.</p><script>alert(1)</script>',
      'post_status' => 'publish', '_thumbnail_id' => $image]);`);
  const pictured = await pageOf(await until(url, 'Dengan gambar', true));
  assert.match(pictured, /\/media\/[\w-]{43}\.webp/, 'the picture is served from here');
  assert.match(pictured, /alt="Titik merah"/);
  assert.ok(!pictured.includes('alert(1)'));

  const found = (title: string) => `get_page_by_title('${title}', OBJECT, 'post')->ID`;
  await post(
    `wp_update_post(['ID' => ${found('Dengan gambar')}, 'post_title' => 'Dengan gambar, diperbaiki']);`,
  );
  assert.match(
    await pageOf(await until(url, 'Dengan gambar, diperbaiki', true)),
    /Diperbarui di situs sumber/,
  );

  const trashed = await until(url, 'Sebelum terhubung', true);
  await post(`wp_trash_post(${found('Sebelum terhubung')});`);
  await until(url, 'Sebelum terhubung', false);
  assert.match(await pageOf(trashed), /Dihapus di situs sumber/, 'its address goes on to answer');
  await post(
    `$id = ${found('Sebelum terhubung')}; wp_untrash_post($id); wp_update_post(['ID' => $id, 'post_status' => 'publish']);`,
  );
  await until(url, 'Sebelum terhubung', true);
  await post(`wp_update_post(['ID' => ${found('Sebelum terhubung')}, 'post_status' => 'private']);`);
  await until(url, 'Sebelum terhubung', false);
  await post(`wp_delete_post(${found('Dengan gambar, diperbaiki')}, true);`);
  await until(url, 'Dengan gambar, diperbaiki', false);
}

/** Waits until an announcement is in the window's feed, or is not; the window is asked, never the clock. */
async function until(url: string, title: string, there: boolean) {
  for (const started = performance.now(); ; ) {
    const answer = await fetch(`${url}/berita/feed.json`);
    const { items } = answer.ok ? feed.parse(await answer.json()) : { items: [] };
    const found = items.find((item) => item.title === title);
    if ((found !== undefined) === there) return found;
    if (performance.now() - started > PATIENCE_MS) throw new Error(`“${title}” did not come or go.`);
    await pause(100);
  }
}

async function pageOf(item: { readonly url: string } | undefined): Promise<string> {
  assert.ok(item);
  const answer = await fetch(item.url);
  assert.equal(answer.status, 200);
  return answer.text();
}
