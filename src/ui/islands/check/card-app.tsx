import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../domain/text.ts';
import { Actions, Button, LinkButton } from '../../components/button.tsx';
import { AsOf, Empty, Notice, Title } from '../../components/text.tsx';
import { forgetCard, type KeptCard, keptCard } from './kept-card.ts';
import type { CheckProps, ResultCard } from './model.ts';
import { Found } from './result.tsx';
import { checkWords } from './words.ts';

/** What the page of the kept card knows from the server: nothing of the card. */
export interface CardProps {
  readonly lang: Language;
  readonly zone: string;
  /** A demo shows a time of its own, of which the device knows nothing. */
  readonly demo: boolean;
  readonly paths: CheckProps['paths'];
}

type View = { readonly kind: 'opening' | 'none' | 'forgotten' } | ({ readonly kind: 'card' } & KeptCard);

/** The card that a person kept on this device; it needs no network. */
export function CardApp({ props }: { readonly props: CardProps }) {
  const words = checkWords(props.lang);
  const [view, setView] = useState<View>({ kind: 'opening' });
  useEffect(() => {
    const kept = keptCard();
    setView(kept ? { kind: 'card', ...kept } : { kind: 'none' });
  }, []);

  if (view.kind === 'opening') {
    return (
      <div class="stack">
        <Title title={words.cardTitle} />
        <p>{words.cardGetting}</p>
        <noscript>
          <Notice tone="warn">
            <p>{words.cardNeedsScript}</p>
          </Notice>
        </noscript>
      </div>
    );
  }
  if (view.kind !== 'card') {
    return (
      <div class="stack">
        <Title title={words.cardTitle} />
        {view.kind === 'forgotten' && (
          <Notice tone="ok">
            <p role="status">{words.forgotten}</p>
          </Notice>
        )}
        <Empty icon="bookmark" title={words.cardNone}>
          <p>{words.cardNoneText}</p>
          <LinkButton icon="scan-search" href={props.paths.check}>
            {words.title}
          </LinkButton>
        </Empty>
      </div>
    );
  }
  return (
    <div class="stack">
      <AsOf>{words.cardAsOf(moment(view.keptAt, props))}</AsOf>
      <Found card={cardToday(view.card, props)} paths={props.paths} />
      <Actions>
        <LinkButton alt icon="scan-search" href={props.paths.check}>
          {words.cardCheckAgain}
        </LinkButton>
        <Button
          type="button"
          alt
          icon="trash-2"
          onClick={() => {
            forgetCard();
            setView({ kind: 'forgotten' });
          }}
        >
          {words.forget}
        </Button>
      </Actions>
    </div>
  );
}

/** The card as it is today: once voting day has passed, it says so, network or not. */
function cardToday(card: ResultCard, { zone, demo }: CardProps): ResultCard {
  // Canadian English writes dates as YYYY-MM-DD.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format();
  if (demo || today <= card.election.votingDate) return card;
  return { ...card, election: { ...card.election, phase: 'past' } };
}

/** Phones of these years write dates by Intl, but have no Temporal yet. */
function moment(iso: string, { lang, zone }: CardProps): string {
  return new Intl.DateTimeFormat(lang === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  }).format(Date.parse(iso));
}
