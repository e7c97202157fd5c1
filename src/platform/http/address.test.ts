import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { clientAddress } from './address.ts';

async function addressOf(remote: string, forwarded: string | undefined, proxies: number): Promise<string> {
  const app = new Hono();
  app.get('/', (c) => c.text(clientAddress(c, proxies)));
  const headers: Record<string, string> = forwarded ? { 'x-forwarded-for': forwarded } : {};
  const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: remote } } });
  return response.text();
}

it.each([
  ['a socket’s own', '203.0.113.7', undefined, 0, '203.0.113.7'],
  ['written as IPv6', '::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
  ['claimed, and not believed', '203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
  ['behind one proxy', '10.0.0.1', '192.0.2.66, 198.51.100.1', 1, '198.51.100.1'],
  ['behind two', '10.0.0.1', '192.0.2.66, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
  ['missing from the header', '10.0.0.1', '198.51.100.1', 2, '10.0.0.1'],
  ['of a household', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['of a household, shortened', '2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
  ['of this machine', '::1', undefined, 0, '0:0:0:0::/64'],
])('counts an address %s', async (_, remote, forwarded, proxies, expected) => {
  expect(await addressOf(remote, forwarded, proxies)).toBe(expected);
});
