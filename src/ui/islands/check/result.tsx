import type { ComponentChildren } from 'preact';
import { dottedAreaCode } from '../../../domain/area.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Icon } from '../../components/icon.tsx';
import { PollingPlaceCard } from '../../components/polling-place.tsx';
import { AsOf, type Fact, Notice } from '../../components/text.tsx';
import { Pane, Window } from '../../components/window.tsx';
import type { CardFact, CheckProps, ResultCard } from './model.ts';
import { type CheckWords, checkWords, joined } from './words.ts';

const KELURAHAN_DIGITS = 10;
const HOURS_ICON = 'clock';

export interface FoundProps {
  readonly card: ResultCard;
  readonly paths: Pick<CheckProps['paths'], 'how' | 'check' | 'card'>;
  /** Only in the browser: keeps the card, or says why not. */
  readonly save?: { readonly state: 'not-yet' | 'done' | 'refused'; readonly onSave: () => void };
  readonly onRetryPlace?: () => void;
  /** Only where the answer was computed on the device. */
  readonly isPrivate?: boolean;
}

/** What was found: the polling place, when to come, what to bring. */
export function Found({ card, paths, save, onRetryPlace, isPrivate }: FoundProps) {
  const words = checkWords(card.lang);
  const { election, list, place } = card;
  const isPast = election.phase === 'past';
  return (
    <div class="stack check-result">
      <p>
        <Chip
          tone={isPast ? 'plain' : 'ok'}
          icon="circle-check"
          label={(isPast ? words.registeredPast : words.registered)(list.code)}
        />
      </p>
      <div class="stack duo">
        <PollingPlaceCard
          level={1}
          eyebrow={(isPast ? words.yourPlacePast : words.yourPlace)(election.name)}
          number={place?.number ?? card.tps.slice(KELURAHAN_DIGITS)}
          village={place?.village ?? words.villageCode(villageCode(card.tps))}
          district={place?.district ?? ''}
          {...(place?.map && { map: place.map })}
          facts={[...placeFacts(card), ...ownFacts(card, words)]}
        />
        <div class="stack">
          {!place && <NoPlace words={words} onRetry={onRetryPlace} />}
          <Links
            card={card}
            words={words}
            save={save && <Save {...save} words={words} cardPath={paths.card} />}
          />
          {!isPast && <WhenAndWhat card={card} words={words} />}
          {card.alsoOn.length > 0 && (
            <Notice>
              <p>{words.alsoOn(joined(card.alsoOn, words.and))}</p>
            </Notice>
          )}
          {card.notAsked.length > 0 && (
            <Notice tone="warn">
              <p>{words.notAsked(joined(card.notAsked, words.and))}</p>
            </Notice>
          )}
          {isPrivate && <PrivacyLine words={words} how={paths.how} />}
          {card.asOf.map((line) => (
            <AsOf key={line}>{line}</AsOf>
          ))}
        </div>
      </div>
    </div>
  );
}

function NoPlace({
  words,
  onRetry,
}: {
  readonly words: CheckWords;
  readonly onRetry: (() => void) | undefined;
}) {
  return (
    <Notice tone="warn" title={words.noPlace}>
      <p>{words.noPlaceText}</p>
      {onRetry && (
        <div class="check-retry">
          <Button type="button" alt icon="refresh-cw" onClick={onRetry}>
            {words.retryPlace}
          </Button>
        </div>
      )}
    </Notice>
  );
}

function villageCode(tps: string): string {
  const plain = tps.slice(0, KELURAHAN_DIGITS);
  return dottedAreaCode(plain) ?? plain;
}

function ownFacts(card: ResultCard, words: CheckWords): Fact[] {
  return [
    { icon: 'list-ordered', text: words.inList(String(card.number)) },
    { icon: 'user', text: words.maskedName(card.maskedName), note: words.maskedNote },
  ];
}

/** Hours are those of the person's list, and stand in a pane of their own. */
function placeFacts({ place, list }: ResultCard): readonly CardFact[] {
  const facts = place?.facts ?? [];
  return list.hours === undefined ? facts : facts.filter(({ icon }) => icon !== HOURS_ICON);
}

function Links({
  card,
  words,
  save,
}: {
  readonly card: ResultCard;
  readonly words: CheckWords;
  readonly save: ComponentChildren;
}) {
  const links = card.place?.links ?? {};
  const isPast = card.election.phase === 'past';
  return (
    <div class="stack">
      {links.directions && !isPast && (
        <LinkButton icon="navigation" href={links.directions} rel="noreferrer">
          {words.directions}
        </LinkButton>
      )}
      {save}
      {links.calendar && !isPast && (
        <LinkButton alt icon="calendar-plus" href={links.calendar}>
          {words.calendar}
        </LinkButton>
      )}
      {links.page && (!links.directions || isPast) && (
        <LinkButton alt icon="map-pin" href={links.page}>
          {words.placePage}
        </LinkButton>
      )}
    </div>
  );
}

function Save({
  state,
  onSave,
  words,
  cardPath,
}: {
  readonly state: 'not-yet' | 'done' | 'refused';
  readonly onSave: () => void;
  readonly words: CheckWords;
  readonly cardPath: string;
}) {
  return (
    <div aria-live="polite">
      {state === 'done' ? (
        <Notice tone="ok" title={words.saved}>
          <p>{words.savedText}</p>
          <p>
            <a class="link" href={cardPath}>
              {words.openCard}
            </a>
          </p>
        </Notice>
      ) : (
        <>
          <Button type="button" alt icon="bookmark" onClick={onSave}>
            {words.save}
          </Button>
          {state === 'refused' && <p>{words.notSaved}</p>}
        </>
      )}
    </div>
  );
}

function WhenAndWhat({ card, words }: { readonly card: ResultCard; readonly words: CheckWords }) {
  const { list, election, place } = card;
  const note = list.advice ?? place?.facts.find(({ icon }) => icon === HOURS_ICON)?.note;
  return (
    <Window>
      {list.hours && (
        <Pane title={words.when}>
          <p class="check-when">
            {election.votingDay}
            <br />
            <b>{list.hours}</b>
          </p>
          {note && <p class="mute">{note}</p>}
        </Pane>
      )}
      {list.bring.length > 0 && (
        <Pane title={words.bring}>
          <ul class="check-bring">
            {list.bring.map(({ text, required }) => (
              <li key={text}>
                <Icon name={required ? 'id-card' : 'file-text'} />
                <span>
                  {text} {required && <small>{words.needed}</small>}
                </span>
              </li>
            ))}
          </ul>
        </Pane>
      )}
    </Window>
  );
}

/** That the number stays here, and where it says how. */
export function PrivacyLine({ words, how }: { readonly words: CheckWords; readonly how: string }) {
  return (
    <p class="row row-top mute">
      <Icon name="lock" />
      <span>
        {words.privacy} <a href={how}>{words.how}</a>
      </span>
    </p>
  );
}
