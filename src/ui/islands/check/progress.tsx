import { FINGERPRINT_MARK } from '../../logo.ts';
import type { AskStep } from './ask.ts';
import type { CheckProps } from './model.ts';
import { type CheckWords, joined } from './words.ts';

/** What the page is doing, the fetching of the polling place included. */
export type CheckStep = AskStep | 'placing';

/** Steps that a person sees; the proof and the work for it are part of asking and opening. */
const SHOWN = ['blinding', 'asking', 'opening', 'placing'] as const;
const SHOWN_AS: Readonly<Record<CheckStep, (typeof SHOWN)[number]>> = {
  blinding: 'blinding',
  asking: 'asking',
  working: 'asking',
  opening: 'opening',
  proving: 'opening',
  placing: 'placing',
};

/** A step in words. */
export function stepText(step: CheckStep, words: CheckWords, holders: CheckProps['holders']): string {
  if (step === 'asking') return words.asking(joined(Object.values(holders), words.and));
  return words[step];
}

/** What happens while a person waits, as far as it has come. */
export function Progress({
  step,
  words,
  holders,
}: {
  readonly step: CheckStep;
  readonly words: CheckWords;
  readonly holders: CheckProps['holders'];
}) {
  const at = SHOWN.indexOf(SHOWN_AS[step]);
  return (
    <div class="window">
      <div class="pane">
        <h2 tabIndex={-1} id="checking">
          {words.checking}
        </h2>
        <ol class="rail check-steps">
          {SHOWN.map((shown, index) => {
            const isNow = index === at;
            return (
              <li key={shown} class={index < at ? 'done' : isNow ? 'current' : 'next'}>
                {isNow && (
                  <svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
                    <circle cx="13" cy="13" r="13" />
                    <path d={FINGERPRINT_MARK} />
                  </svg>
                )}
                <b>{stepText(isNow ? step : shown, words, holders)}</b>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}
