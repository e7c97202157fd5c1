import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestProcess, type TestProcess } from '../../../test/support/processes.ts';
import { createMailer } from './mailer.ts';

const ready = z.object({ port: z.number() });
const LETTER = {
  to: 'ani@kpu.example',
  subject: 'Tautan masuk',
  text: 'Buka ini:\nhttps://jendela.example/x',
};

describe('letters', () => {
  let server: TestProcess;
  let port: number;

  beforeAll(async () => {
    server = startTestProcess('smtp-process.ts');
    port = ready.parse(await server.until('ready')).port;
  });
  afterAll(() => server.kill());

  const mailer = (url: string) => {
    const made = createMailer({ SMTP_URL: url, MAIL_FROM: 'jendela@kota.example' });
    if (!made) throw new Error('no mailer');
    return made;
  };

  test('reach a real mail server as they were written', async () => {
    const own = mailer(`smtp://127.0.0.1:${port}`);
    await own.check();
    await own.send(LETTER);
    expect(await server.until('letter')).toMatchObject({
      to: ['ani@kpu.example'],
      text: expect.stringMatching(
        /From: jendela@kota\.example[\s\S]*Subject: Tautan masuk[\s\S]*https:\/\/jendela\.example\/x/,
      ),
    });
  });

  test('are not sent by a window without a mail server', () => {
    expect(createMailer({ SMTP_URL: undefined, MAIL_FROM: undefined })).toBeUndefined();
  });

  test('fail with a code where the server is away', async () => {
    const gone = startTestProcess('smtp-process.ts');
    const { port: free } = ready.parse(await gone.until('ready'));
    await gone.kill();
    const away = mailer(`smtp://127.0.0.1:${free}`);
    await expect(away.check()).rejects.toMatchObject({ code: 'mail-unavailable' });
    await expect(away.send(LETTER)).rejects.toMatchObject({ code: 'mail-unavailable' });
  });

  test('do not leave where the server has not the TLS that was asked for', async () => {
    await expect(mailer(`smtps://127.0.0.1:${port}`).send(LETTER)).rejects.toMatchObject({
      code: 'mail-unavailable',
    });
  });
});
