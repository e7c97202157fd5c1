import type { Page, PageRequest } from '../platform/feature.ts';
import type { PostedForm } from '../platform/http/form.ts';
import { defineMessages } from '../platform/i18n/messages.ts';
import { Actions, Button, LinkButton } from '../ui/components/button.tsx';
import { Notice, Title } from '../ui/components/text.tsx';

const messages = defineMessages(
  {
    title: 'Waktu masuk sudah habis',
    lead: 'Yang baru ditulis belum tersimpan, tetapi tidak hilang: halaman ini memegangnya.',
    first: 'Masuk lagi di tab baru.',
    second: 'Kembali ke tab ini, lalu kirim lagi.',
    signIn: 'Masuk di tab baru',
    send: 'Kirim lagi',
    files: 'Berkas tidak ikut dipegang. Pilih lagi sesudah formulirnya muncul.',
  },
  {
    title: 'Your session has ended',
    lead: 'What you just wrote is not saved, but it is not lost: this page holds it.',
    first: 'Sign in again in a new tab.',
    second: 'Come back to this tab, and send it again.',
    signIn: 'Sign in in a new tab',
    send: 'Send again',
    files: 'Files are not held. Choose them again once the form is back.',
  },
);

/** Gives a form back to whom it was posted by after their session had ended: it is sent again once they signed in. */
export function sessionEndedPage(
  { values, uploads }: PostedForm,
  { lang, path, href }: Pick<PageRequest, 'lang' | 'path' | 'href'>,
): Page {
  const t = messages(lang);
  const fields = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((text) => ({ name, text })),
  );
  return {
    title: t.title,
    noindex: true,
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead} />
        <div class="prose">
          <ol>
            <li>{t.first}</li>
            <li>{t.second}</li>
          </ol>
        </div>
        {uploads.length > 0 && (
          <Notice tone="warn">
            <p>{t.files}</p>
          </Notice>
        )}
        <form method="post">
          {fields.map(({ name, text }, at) => (
            <input key={at} type="hidden" name={name} value={text} />
          ))}
          <Actions>
            <LinkButton
              icon="fingerprint"
              href={`${href('/masuk')}?${new URLSearchParams({ ke: href(path) })}`}
              target="_blank"
            >
              {t.signIn}
            </LinkButton>
            <Button alt icon="send">
              {t.send}
            </Button>
          </Actions>
        </form>
      </div>
    ),
  };
}
