import type { Language } from '../../domain/text.ts';
import { Actions, Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface ContactWords {
  readonly call: string;
  readonly whatsApp: string;
  readonly show: string;
  readonly showNote: string;
}

const WORDS: Readonly<Record<Language, ContactWords>> = {
  id: {
    call: 'Telepon',
    whatsApp: 'WhatsApp',
    show: 'Tampilkan nomor telepon',
    showNote: 'Siapa yang melihat nomor dicatat.',
  },
  en: {
    call: 'Call',
    whatsApp: 'WhatsApp',
    show: 'Show telephone numbers',
    showNote: 'It is written down who sees them.',
  },
};

/** The button that shows the numbers of a list; posted to the page itself. */
export function ShowNumbers({ action, lang }: { readonly action: string; readonly lang: Language }) {
  const words = WORDS[lang];
  return (
    <form method="post" action={action} class="stack">
      <Actions>
        <Button alt icon="phone" name="nomor" value="tampil">
          {words.show}
        </Button>
      </Actions>
      <p class="mute">{words.showNote}</p>
    </form>
  );
}

/** Ways to reach a person at once: by telephone and by WhatsApp. */
export function ContactWays(props: {
  readonly name: string;
  readonly phone: string;
  readonly lang: Language;
}) {
  const { name, phone, lang } = props;
  const words = WORDS[lang];
  const digits = phone.replace(/\D/g, '').replace(/^0/, '62');
  return (
    <div class="ways">
      <a class="way" href={`tel:+${digits}`}>
        <Icon name="phone" />
        {words.call}
        <span class="vh"> {name}</span>
      </a>
      <a class="way" href={`https://wa.me/${digits}`} rel="noreferrer">
        <Icon name="message-circle" />
        {words.whatsApp}
        <span class="vh"> {name}</span>
      </a>
    </div>
  );
}
