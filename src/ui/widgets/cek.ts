import { element } from './draw.ts';
import { defineWidget } from './widget.ts';

const WORDS = {
  id: {
    title: 'Cek daftar pemilih',
    text: 'Terdaftar sebagai pemilih? Di TPS mana? Nomor diketik di jendela kota, bukan di halaman ini.',
    button: 'Cek sekarang',
  },
  en: {
    title: 'Check the voter list',
    text: "On the list of voters? At which polling place? The number is typed in the city's window, not on this page.",
    button: 'Check now',
  },
} as const;

/** `<jendela-cek>`: leads to the voter check. No number is ever typed on the page of another site. */
defineWidget({
  tag: 'jendela-cek',
  page: '/cek?dari=widget',
  draw({ lang, link }) {
    const words = WORDS[lang];
    return [
      element('h2', {}, words.title),
      element('p', { class: 'text' }, words.text),
      link(`${lang === 'en' ? '/en' : ''}/cek?dari=widget`, { class: 'button' }, words.button),
    ];
  },
});
