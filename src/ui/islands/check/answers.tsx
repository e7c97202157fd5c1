import { Notice } from '../../components/text.tsx';
import { Pane, Window } from '../../components/window.tsx';
import type { CheckProps } from './model.ts';
import type { Outcome } from './outcome.ts';
import { type CheckWords, checkWords, joined } from './words.ts';

type NoAnswer = Extract<Outcome, { kind: 'untrusted' | 'unavailable' }>;

/** Not on any list that was asked, which the device has verified: what to do now. */
export function NotOnRoll({
  props,
  lists,
  byServer,
}: {
  readonly props: CheckProps;
  readonly lists: readonly string[];
  /** Where the server looked, the device has proved nothing. */
  readonly byServer?: boolean;
}) {
  const words = checkWords(props.lang);
  return (
    <div class="stack check-result">
      <h1>{words.notOnRoll(joined(lists, words.and), props.city)}</h1>
      <p class="lead">{props.guidance.lead}</p>
      {!byServer && (
        <Notice icon="shield-check">
          <p>{words.verified}</p>
        </Notice>
      )}
      <Steps props={props} words={words} />
      {props.asOf.map((line) => (
        <p key={line} class="asof">
          {line}
        </p>
      ))}
    </div>
  );
}

function Steps({ props, words }: { readonly props: CheckProps; readonly words: CheckWords }) {
  if (props.guidance.steps.length === 0) return null;
  return (
    <section>
      <h2 class="check-what-now">{words.whatNow}</h2>
      <Window>
        {props.guidance.steps.map(({ title, text }) => (
          <Pane key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
          </Pane>
        ))}
      </Window>
    </section>
  );
}

/** Why there is no answer, in plain words; never as if the person were not registered. */
export function noAnswerText(
  outcome: NoAnswer,
  props: Pick<CheckProps, 'lang' | 'holders'>,
  isOffline: boolean,
): { readonly title: string; readonly text: readonly string[] } {
  const words = checkWords(props.lang);
  if (outcome.kind === 'untrusted') return { title: words.untrusted, text: [words.untrustedText] };
  return {
    title: words.unavailable,
    text: [
      whyText(outcome, props, words, isOffline),
      ...(outcome.why === 'too-many' && outcome.retryAfter ? [words.wait(outcome.retryAfter)] : []),
      words.notAnswer,
    ],
  };
}

function whyText(
  { why, holder }: Extract<Outcome, { kind: 'unavailable' }>,
  { holders }: Pick<CheckProps, 'holders'>,
  words: CheckWords,
  isOffline: boolean,
): string {
  switch (why) {
    case 'network':
      return isOffline ? words.offline : words.network;
    case 'holder':
      return words.holderAway((holder && holders[holder]) ?? holder ?? '');
    case 'too-many':
      return words.tooMany;
    case 'no-such-roll':
      return words.noRoll;
    case 'server':
      return words.serverTrouble;
  }
}
