import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMail, type TestMail } from '../../../test/support/mail.ts';
import { createMailer } from './mailer.ts';

const LETTER = {
  to: 'ani@kpu.example',
  subject: 'Tautan masuk',
  text: 'Buka ini:\nhttps://jendela.example/x',
};

describe('letters', () => {
  let server: TestMail;

  beforeAll(async () => {
    server = await startMail();
  });
  afterAll(() => server.process.kill());

  const mailer = (url: string) => {
    const made = createMailer({ SMTP_URL: url, MAIL_FROM: 'jendela@kota.example' });
    if (!made) throw new Error('no mailer');
    return made;
  };

  test('reach a real mail server as they were written', async () => {
    const own = mailer(server.url);
    await own.check();
    await own.send(LETTER);
    expect(await server.letter()).toMatchObject({
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
    const gone = await startMail();
    await gone.process.kill();
    const away = mailer(gone.url);
    await expect(away.check()).rejects.toMatchObject({ code: 'mail-unavailable' });
    await expect(away.send(LETTER)).rejects.toMatchObject({ code: 'mail-unavailable' });
  });

  test('do not leave where the server has not the TLS that was asked for', async () => {
    await expect(mailer(`smtps://127.0.0.1:${server.port}`).send(LETTER)).rejects.toMatchObject({
      code: 'mail-unavailable',
    });
  });
});
