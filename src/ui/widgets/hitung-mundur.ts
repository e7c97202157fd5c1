import { FINGERPRINT } from '../logo.ts';
import { drawing, element } from './draw.ts';
import { foot } from './list.ts';
import { defineWidget } from './widget.ts';

const FINGERPRINT_GRID = 200;

/** `<jendela-hitung-mundur>`: the days to voting, or what people want to know at that moment instead. */
defineWidget({
  tag: 'jendela-hitung-mundur',
  data: '/widget/hitung-mundur.json',
  page: '/?dari=widget',
  draw(kit, data) {
    if (!data) return [];
    const [first, ...lines] = data.items;
    const hero = element('div', { class: 'hero' }, drawing(FINGERPRINT_GRID, FINGERPRINT));
    hero.append(element('small', {}, data.title), element('h2', {}, first?.title ?? data.none));
    if (data.count) {
      const { value, caption } = data.count;
      hero.append(
        element('p', { class: 'days' }, element('strong', {}, value), ' ', element('span', {}, caption)),
      );
    }
    for (const { note } of first ? [first, ...lines] : []) {
      for (const line of note.split('\n')) hero.append(element('div', {}, line));
    }
    return [hero, foot(kit, data)];
  },
});
