import type { Language } from '../../domain/text.ts';
import { Icon } from './icon.tsx';

const WORDS: Readonly<Record<Language, { readonly call: string; readonly whatsApp: string }>> = {
  id: { call: 'Telepon', whatsApp: 'WhatsApp' },
  en: { call: 'Call', whatsApp: 'WhatsApp' },
};

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
