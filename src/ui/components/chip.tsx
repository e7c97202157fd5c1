import { escapeHtml } from '../escape.ts';
import type { IconName } from '../icons.ts';
import { Icon, iconHtml } from './icon.tsx';

type Tone = 'ink' | 'plain' | 'ok' | 'warn' | 'bad';

export interface ChipProps {
  readonly label: string;
  /** Never alone: the word beside it says the same. Each of ok, warn and bad has its own when none is given. */
  readonly icon?: IconName;
  readonly tone?: Tone;
}

const TONE_ICON: Partial<Record<Tone, IconName>> = {
  ok: 'circle-check',
  warn: 'triangle-alert',
  bad: 'circle-alert',
};

/** A short state: colour, icon and word say the same. */
export function Chip({ label, tone = 'ink', icon = TONE_ICON[tone] }: ChipProps) {
  return (
    <span class={tone === 'ink' ? 'chip' : `chip ${tone}`}>
      {icon && <Icon name={icon} />}
      {label}
    </span>
  );
}

export interface FilterChip {
  readonly label: string;
  readonly href: string;
  readonly current?: boolean;
  readonly icon?: IconName;
}

/** Filters or tabs as links: they work without a script, and each view has an address. */
export function FilterChips({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly FilterChip[];
}) {
  return (
    <nav
      class="chips"
      aria-label={label}
      dangerouslySetInnerHTML={{ __html: items.map(filterHtml).join('') }}
    />
  );
}

/** As text, as the rail's stages are (rail.tsx): filters head the pages that are asked for most. */
function filterHtml({ label, href, current, icon }: FilterChip): string {
  const pressed = current ? ' aria-current="true"' : '';
  const word = `${icon ? iconHtml(icon) : ''}${escapeHtml(label)}`;
  return `<a class="pick" href="${escapeHtml(href)}"${pressed}><span class="chip plain">${word}</span></a>`;
}
