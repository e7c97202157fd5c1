import { ICONS, type IconName } from '../icons.ts';

export interface IconProps {
  readonly name: IconName;
  /** Further classes, `i` is always there. */
  readonly class?: string;
  /** Only for an icon that stands without a word beside it. */
  readonly label?: string;
}

/**
 * A Lucide icon, drawn inline as one path. Measured against a sprite with `<use>`: a page uses about a dozen icons,
 * which add 1.3 kB compressed inline; a sprite of them costs as much and a round trip more, and its icons appear
 * after the words. Both render as two elements.
 */
export function Icon({ name, class: extra, label }: IconProps) {
  return (
    <svg
      class={extra ? `i ${extra}` : 'i'}
      viewBox="0 0 24 24"
      aria-hidden={label ? undefined : 'true'}
      role={label ? 'img' : undefined}
      aria-label={label}
    >
      <path d={ICONS[name]} />
    </svg>
  );
}

/** The same icon without a label as text, for parts of a page that are written so. */
export function iconHtml(name: IconName): string {
  return `<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"></path></svg>`;
}
