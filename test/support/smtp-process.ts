import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/**
 * A mail server in a process of its own. It tells its port and each letter that it takes, one JSON line each. A first
 * argument sets the port, so that it can come back to where it was.
 */
const tell = (event: string, data: unknown) => process.stdout.write(`${JSON.stringify({ event, data })}\n`);

const server = new SMTPServer({
  authOptional: true,
  // Its own certificate would be believed by nobody, and letters to this machine need none.
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, session, callback) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      tell('letter', {
        to: session.envelope.rcptTo.map(({ address }) => address),
        text: Buffer.concat(chunks).toString(),
      });
      callback();
    });
  },
});
server.on('error', (error) => tell('error', error.message));
const listener = server.listen(Number(process.argv[2] ?? 0), '127.0.0.1');
await once(listener, 'listening');
const { port } = listener.address() as AddressInfo;
tell('ready', { port });
// Ends with whoever started it.
process.stdin.on('end', () => process.exit()).resume();
