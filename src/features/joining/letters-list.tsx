import { findBody, type OfficerPlan } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { LinkList, Section } from '../../ui/components/text.tsx';
import { endOfLetters, type Letters } from './letters/store.ts';
import { oversightMessages } from './oversight-messages.ts';
import { whereInWords } from './people.ts';

/** Letters that are being made, or can still be fetched. */
export function LettersList({
  context,
  request,
  plan,
  letters,
}: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly plan: OfficerPlan | undefined;
  readonly letters: readonly Letters[];
}) {
  const { lang, here, format } = request;
  const t = oversightMessages(lang);
  if (letters.length === 0) return null;
  return (
    <Section title={t.files}>
      <LinkList
        items={letters.map((one) => ({
          icon: 'printer',
          href: here(`/undangan/surat/${one.id}`),
          title: t.lettersOf(whoseInWords(context.areas, plan, one, lang), format.number(one.letters)),
          note: stateInWords(one, request),
        }))}
      />
      <p class="mute">{t.filesHint}</p>
    </Section>
  );
}

/** Whose letters they are: "Kecamatan Beji, PPK". */
export function whoseInWords(
  areas: FeatureContext['areas'],
  plan: OfficerPlan | undefined,
  letters: Pick<Letters, 'area' | 'place' | 'body'>,
  lang: OverseerRequest['lang'],
): string {
  const where = whereInWords(areas, letters, lang);
  const body = plan && findBody(plan, letters.body ?? '');
  return body ? `${where}, ${body.name[lang]}` : where;
}

/** How far letters have come. */
export function stateInWords(letters: Letters, { lang, format }: OverseerRequest): string {
  const t = oversightMessages(lang);
  const until = endOfLetters(letters);
  if (letters.state === 'failed') return t.failed;
  if (letters.state === 'waiting') return t.waiting;
  if (letters.state === 'working')
    return t.working(format.number(letters.drawn), format.number(letters.letters));
  return until ? t.done(format.dateTime(until)) : t.gone;
}
