import type { Officer } from '../../domain/officer.ts';
import { maskMobile } from '../../domain/phone.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { mayShowPhones } from '../../platform/officers/list-phones.ts';
import { Button } from '../../ui/components/button.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Notice } from '../../ui/components/text.tsx';
import { messages, type Words } from './messages.ts';

/** Telephone numbers of a list, masked until somebody who may asks for them. */
export interface Phones {
  readonly shown: boolean;
  readonly mayShow: boolean;
  readonly of: ReadonlyMap<string, string>;
}

/** Numbers of officers in the asker's area: PPK and PPS may see them, staff who have the right. */
export async function phonesOf(
  { officers }: Pick<FeatureContext, 'officers'>,
  request: OverseerRequest,
  people: readonly Officer[],
  shown: boolean,
): Promise<Phones> {
  const mayShow = mayShowPhones(request);
  const of = await officers.phones(people.map(({ id }) => id));
  return { shown: shown && mayShow, mayShow, of };
}

/** The button that shows the numbers of a list, or that they are shown. */
export function ShowPhones({
  phones,
  action,
  request,
}: {
  readonly phones: Phones;
  readonly action: string;
  readonly request: OverseerRequest;
}) {
  const t = messages(request.lang);
  if (!phones.mayShow || phones.of.size === 0) return null;
  if (phones.shown) {
    return (
      <Notice>
        <p>{t.phonesShown}</p>
      </Notice>
    );
  }
  return (
    <form class="phones" method="post" action={action}>
      <p class="mute">{t.showPhonesNote}</p>
      <Button icon="phone" alt>
        {t.showPhones}
      </Button>
    </form>
  );
}

/** One number: masked, or as links to call and write. */
export function PhoneCell({
  officer,
  phones,
  t,
}: {
  readonly officer: Officer;
  readonly phones: Phones;
  readonly t: Words;
}) {
  const phone = phones.of.get(officer.id);
  if (phone === undefined) return <span class="mute">{t.noPhone}</span>;
  if (!phones.shown) return <span class="num">{maskMobile(phone)}</span>;
  return (
    <span class="reach">
      <a class="link num" href={`tel:${phone}`} aria-label={t.callName(officer.name)}>
        <Icon name="phone" />
        {phone}
      </a>{' '}
      <a
        class="link"
        href={`https://wa.me/${phone.replace(/\D/g, '')}`}
        rel="noreferrer"
        aria-label={t.whatsAppName(officer.name)}
      >
        <Icon name="message-circle" />
        {t.whatsApp}
      </a>
    </span>
  );
}
