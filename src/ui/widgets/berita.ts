import { drawList } from './list.ts';
import { defineWidget } from './widget.ts';

/** `<jendela-berita>`: the latest announcements. */
defineWidget({
  tag: 'jendela-berita',
  data: '/widget/berita.json',
  page: '/berita?dari=widget',
  draw: drawList,
});
