import type { WidgetData } from './data.ts';
import { element } from './draw.ts';
import type { Kit } from './widget.ts';

/** A title, items that lead to their pages, and whose window it is. */
export function drawList(kit: Kit, data: WidgetData | undefined): readonly Node[] {
  if (!data) return [];
  const items = data.items
    .slice(0, kit.limit)
    .map(({ title, note, href }) =>
      element('li', {}, kit.link(href, {}, element('b', {}, title), element('small', {}, note))),
    );
  return [
    element('h2', {}, data.title),
    items.length > 0 ? element('ul', {}, ...items) : element('p', { class: 'none' }, data.none),
    foot(kit, data),
  ];
}

/** Where there is more of it, and as of when this holds. */
export function foot(kit: Kit, { more, windowName, asOf }: WidgetData): Node {
  return element(
    'p',
    { class: 'foot' },
    kit.link(more.href, {}, more.label),
    element('small', {}, windowName, element('br'), asOf),
  );
}
