/** Where a site announces changes, and what it signs with. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/**
 * Ten lines for a WordPress site, as a file in `wp-content/mu-plugins`: it tells the window of each post that was
 * published, changed or taken back, once all of it is saved. The random part tells apart two changes in one second.
 */
export function wordpressSnippet({ url, secret }: WebhookTarget): string {
  return `<?php
$jendela = function ($id) {
  if (get_post_type($id) !== 'post' || wp_is_post_revision($id)) return;
  $body = json_encode(['event' => 'changed', 'once' => bin2hex(random_bytes(8))]);
  $time = (string) time();
  $sign = 'sha256=' . hash_hmac('sha256', "$time.$body", '${secret}');
  wp_remote_post('${url}', ['blocking' => false, 'body' => $body, 'headers' => ['Content-Type' => 'application/json', 'X-Jendela-Timestamp' => $time, 'X-Jendela-Signature' => $sign]]);
};
add_action('wp_after_insert_post', $jendela);
add_action('after_delete_post', $jendela);
`;
}

/** The same for a site of Node.js: called after each change. */
export function nodeSnippet({ url, secret }: WebhookTarget): string {
  return `import { createHmac, randomUUID } from 'node:crypto';

export function tellJendela() {
  const body = JSON.stringify({ event: 'changed', once: randomUUID() });
  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHmac('sha256', '${secret}').update(\`\${time}.\${body}\`).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-jendela-timestamp': time, 'x-jendela-signature': \`sha256=\${sign}\` };
  return fetch('${url}', { method: 'POST', body, headers });
}
`;
}
