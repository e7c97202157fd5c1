import type { FilterChip } from '../components/chip.tsx';
import { Icon } from '../components/icon.tsx';

/**
 * What PPK and PPS may look at in their area. On a phone one row that names the view they are in and opens to the others;
 * on a desk all of them side by side.
 */
export function AreaNav({
  label,
  others,
  items,
}: {
  readonly label: string;
  /** What the row opens to, where it names no view. */
  readonly others: string;
  readonly items: readonly FilterChip[];
}) {
  const here = items.find(({ current }) => current);
  return (
    <nav class="area-nav" aria-label={label}>
      <details>
        <summary>
          {here?.icon && <Icon name={here.icon} />}
          <span>
            {here?.label}
            <span class={here ? 'vh' : undefined}>
              {here && '. '}
              {others}
            </span>
          </span>
          <Icon name="chevron-down" />
        </summary>
        <ul>
          {items.map(({ label: name, href, current, icon }) => (
            <li key={href}>
              <a href={href} aria-current={current ? 'true' : undefined}>
                {icon && <Icon name={icon} />}
                <span>{name}</span>
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
