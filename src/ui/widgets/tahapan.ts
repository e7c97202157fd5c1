import { drawList } from './list.ts';
import { defineWidget } from './widget.ts';

/** `<jendela-tahapan>`: the stages that are under way. */
defineWidget({
  tag: 'jendela-tahapan',
  data: '/widget/tahapan.json',
  page: '/tahapan?dari=widget',
  draw: drawList,
});
