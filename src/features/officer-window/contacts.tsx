import type { Bilingual, Language } from '../../domain/text.ts';
import { ContactWays } from '../../ui/components/contact-ways.tsx';
import { Section } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';

/** Somebody an officer may ask. */
interface Contact {
  readonly name: string;
  readonly body: Bilingual;
  readonly role: Bilingual;
  readonly area: string;
  readonly phone: string | undefined;
}

/** Whom to ask, each to be called or written to by one touch. */
export function Contacts({
  lang,
  contacts,
}: {
  readonly lang: Language;
  readonly contacts: readonly Contact[];
}) {
  const t = messages(lang);
  return (
    <Section title={t.contacts} id="kontak">
      {contacts.length === 0 ? (
        <p class="mute">{t.noContacts}</p>
      ) : (
        <ul class="window list contacts">
          {contacts.map(({ name, body, role, area, phone }) => (
            <li key={name + area} class="contact">
              <div>
                <b>{name}</b>
                <small>
                  {role[lang]} {body[lang]}, {area}
                </small>
              </div>
              {phone === undefined ? (
                <small>{t.noPhone}</small>
              ) : (
                <ContactWays name={name} phone={phone} lang={lang} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
