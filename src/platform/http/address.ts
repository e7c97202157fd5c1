import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The address a request came from, for rate limits alone. Behind `proxies` trusted proxies it is the entry that
 * the outermost of them wrote; further ones were written by the client and are worth nothing.
 */
export function clientAddress(c: Context, proxies: number): string {
  const forwarded = c.req.header('x-forwarded-for');
  if (proxies > 0 && forwarded) {
    const hops = forwarded.split(',').map((hop) => hop.trim());
    const hop = hops[hops.length - proxies];
    if (hop) return shorten(hop);
  }
  // `app.request` in tests has no socket behind it.
  return shorten(c.env?.incoming ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown');
}

/** A household has a whole IPv6 network of 64 bits: counting single addresses would count nothing. */
function shorten(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const rest = tail === '' ? [] : tail.split(':');
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** True where the request came from this machine itself. */
export function isLocal(c: Context): boolean {
  if (!c.env?.incoming) return true;
  const address = getConnInfo(c).remote.address ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
