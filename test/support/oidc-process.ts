import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * An office's login (OpenID Connect) in a process of its own: oidc-provider with its own forms. Whoever signs in as
 * `ani@kpu.example` is that person; an address that begins with `belum-` is one that the office has not verified. Its
 * arguments are where the window takes people back, and the port, so that it can come back to where it was.
 */
const [redirectUri = '', port = '0'] = process.argv.slice(2);
const tell = (event: string, data: unknown) => process.stdout.write(`${JSON.stringify({ event, data })}\n`);

const server = createServer((request, response) => callback(request, response));
server.listen(Number(port), '127.0.0.1');
await once(server, 'listening');
const { port: taken } = server.address() as AddressInfo;
const issuer = `http://127.0.0.1:${taken}`;

// Its warnings are about a provider that is for trying things out, as this one is.
console.warn = () => undefined;
console.info = () => undefined;
const { Provider } = await import('oidc-provider');
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'jendela',
      client_secret: 'rahasia-untuk-mencoba',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('belum-'), name: 'Nama di kantor' }),
  }),
});
const callback = provider.callback();
tell('ready', { issuer });
process.stdin.on('end', () => process.exit()).resume();
