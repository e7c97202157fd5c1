import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { loadBrush } from '../../../platform/pictures/drawing.ts';
import { pictureLook } from '../../../ui/picture-look.ts';
import { drawLetter, PAGE } from './draw.ts';
import type { Letter } from './letter.ts';

const head = {
  look: pictureLook(null),
  title: 'Undangan',
  windowName: 'Jendela Depok',
  office: 'KPU Kota Depok',
  election: 'Pilkada 2024',
  address: 'jendela.example/gabung',
  demo: undefined,
};
const letter: Letter = {
  name: 'Siti Aminah',
  seat: 'KPPS · Ketua',
  where: 'TPS 012, Kelurahan Beji',
  code: '7KX4M-9PRT2-WC6HD',
  url: 'https://jendela.example/gabung?k=7KX4M9PRT2WC6HD',
  helper: 'PPS Kelurahan Beji',
  until: '8 Desember 2024',
};
/** Pixels to a point: as fine as a poor printer. */
const SCALE = 2;

async function drawn(letters: readonly Letter[]) {
  const brush = await loadBrush();
  if (!brush) throw new Error('This system cannot draw.');
  const drawing = brush.canvas(PAGE.width * SCALE, PAGE.height * SCALE).getContext('2d');
  drawing.fillStyle = '#ffffff';
  drawing.fillRect(0, 0, PAGE.width * SCALE, PAGE.height * SCALE);
  drawing.scale(SCALE, SCALE);
  for (const [at, one] of letters.entries()) drawLetter(drawing, brush, at, one, head);
  const half = (PAGE.height * SCALE) / 2;
  return (at: number) => {
    const { data, width, height } = drawing.getImageData(0, at * half, PAGE.width * SCALE, half);
    return jsQR(data, width, height)?.data;
  };
}

describe('a letter', () => {
  it('leads by its code to the page of joining, each of two on a sheet to its own', async () => {
    const other = { ...letter, url: 'https://jendela.example/gabung?k=WC6HD9PRT27KX4M' };
    const read = await drawn([letter, other]);
    expect(read(0)).toBe(letter.url);
    expect(read(1)).toBe(other.url);
  });

  it('holds together whatever a name is', async () => {
    const long = 'Raden Ajeng Kusumawardhani '.repeat(8);
    const read = await drawn([
      { ...letter, name: long, seat: long, where: long, helper: long },
      { ...letter, name: '', where: '中文 ꦗꦮ 🗳️', helper: '\u202Ex' },
    ]);
    expect(read(0)).toBe(letter.url);
    expect(read(1)).toBe(letter.url);
  });
});
