import type { ComponentChildren } from 'preact';
import { FINGERPRINT_MARK } from '../logo.ts';

/** How a stage stands to today: passed, running, to come, only if something happens, or without a date. */
export type StageMark = 'done' | 'current' | 'next' | 'conditional' | 'unknown';

export interface RailItem {
  readonly name: string;
  /** Date in words, or the rule where there is no date. */
  readonly date: string;
  readonly state: StageMark;
  /** The state as a word, for those who do not see the mark. */
  readonly stateLabel: string;
  readonly href?: string;
  /** What a citizen does now, shown in a box below. */
  readonly box?: ComponentChildren;
}

/** Stages on an inked rail: passed are inked dots, the present one a fingerprint, those to come open rings. */
export function Rail({ items }: { readonly items: readonly RailItem[] }) {
  return <ol class="rail">{items.map(railItem)}</ol>;
}

// A function that gives elements, not a component: a page has some forty, and each component costs the renderer more.
function railItem({ name, date, state, stateLabel, href, box }: RailItem) {
  const title = <b>{name}</b>;
  return (
    <li class={state} key={name} aria-current={state === 'current' ? 'step' : undefined}>
      {state === 'current' && fingerprint()}
      {href ? <a href={href}>{title}</a> : title}
      <small>
        {date}
        <span class="vh">, {stateLabel}</span>
      </small>
      {box && <div class="onbox">{box}</div>}
    </li>
  );
}

const fingerprint = () => (
  <svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
    <circle cx="13" cy="13" r="13" />
    <path d={FINGERPRINT_MARK} />
  </svg>
);
