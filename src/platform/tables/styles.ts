import { attribute, unescapeXml } from './workbook.ts';

/** Formats of ECMA-376 18.8.30 that show a number as a date or a time, those of East Asia with them. */
const DATE_FORMATS: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Positions of the styles of a workbook that show a number as a date. */
export function dateFormats(styles: string): ReadonlySet<number> {
  const own = new Map<number, string>();
  for (const [format] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    own.set(Number(attribute(format, 'numFmtId')), attribute(format, 'formatCode') ?? '');
  }
  const isDate = (id: number) => {
    const code = own.get(id);
    return code === undefined ? DATE_FORMATS.some(([from, to]) => id >= from && id <= to) : showsDate(code);
  };
  const used = /<(?:\w+:)?cellXfs[\s>]([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles)?.[1] ?? '';
  const dates = new Set<number>();
  [...used.matchAll(/<(?:\w+:)?xf\s[^>]*>/g)].forEach(([style], at) => {
    if (isDate(Number(attribute(style, 'numFmtId') ?? 0))) dates.add(at);
  });
  return dates;
}

/** Letters of days, months, years and hours outside of quoted text, colours and conditions. */
function showsDate(code: string): boolean {
  return /[dmyhs]/i.test(unescapeXml(code).replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}
