import { domainToUnicode } from 'node:url';

/** Links of one text that are looked at; more are no message but a list. */
const MOST_LINKS = 5;

/**
 * With its scheme any host, also `localhost` and numbers; without, what people type and messengers show:
 * `depok.example/s/k4wzt`, but no e-mail address.
 */
const HOST = String.raw`[\p{L}\p{N}][\p{L}\p{N}.-]*\.\p{L}[\p{L}\p{N}-]{1,23}(?::\d{1,5})?(?![\p{L}\p{N}.-]*@)`;
const LINK = new RegExp(
  String.raw`https?:\/\/[^\s<>"]+|(?<![\p{L}\p{N}@.\-/])${HOST}(?:[/?#][^\s<>"]*)?`,
  'giu',
);
/** What is more likely the sentence's than the link's. */
const SENTENCE_END = /[.,;:!?)\]}'"*_~”’]+$/u;

/** The web addresses in a text, each once, as they lead. */
export function linksIn(text: string): readonly URL[] {
  const found = new Map<string, URL>();
  for (const [match] of text.matchAll(LINK)) {
    const url = asUrl(match.replace(SENTENCE_END, ''));
    if (url && found.size < MOST_LINKS) found.set(url.href, url);
  }
  return [...found.values()];
}

/** The address where a text is nothing but one, as somebody pastes it or a QR code holds it. */
export function onlyLink(text: string): URL | undefined {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return undefined;
  const [url, another] = linksIn(trimmed);
  // What stands before or behind a link with no space in between is part of what somebody reads as its address.
  return url && !another && trimmed.replace(SENTENCE_END, '').length <= url.href.length + 8 ? url : undefined;
}

function asUrl(text: string): URL | undefined {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}

/** Whether an address is of this window: the same host, by whatever scheme it was passed on. */
export function isOwn(url: URL, publicUrl: string): boolean {
  return url.host === new URL(publicUrl).host;
}

/**
 * Why a host of others may be taken for ours: its letters are almost those of ours, it has our address within it, or
 * it bears the name of an office.
 */
export type Likeness = 'address' | 'name';

/** Whether a host that is not ours looks as if it were; `names` are words that people know the offices by. */
export function likenessOf(host: string, ownHost: string, names: readonly string[]): Likeness | undefined {
  const other = skeleton(host);
  const own = skeleton(ownHost);
  if (other === own || other.includes(own)) return 'address';
  const ownLabel = mainLabel(ownHost);
  const labels = host.split('.').map(skeleton);
  if (ownLabel.length >= 5 && labels.some((label) => label.includes(ownLabel))) return 'address';
  if (own.length >= 8 && distance(other, own) <= 2) return 'address';
  return names.some((name) => name.length >= 3 && other.includes(skeleton(name))) ? 'name' : undefined;
}

/** The label by which people know a host: `jendela` of `jendela.depok.go.id`. */
function mainLabel(host: string): string {
  const [first = '', second = ''] = host.split('.');
  return skeleton(first === 'www' ? second : first);
}

/** Letters and figures that are taken for another, as they are mostly used to deceive (Unicode TR 39, the Latin part). */
const CONFUSABLE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  i: 'l',
  j: 'l',
  '|': 'l',
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'l',
  ј: 'l',
  ԁ: 'd',
  ո: 'n',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ν: 'v',
  ı: 'l',
  ɡ: 'g',
};

/** A host as the eye takes it: without accents, dots and dashes, look-alike letters as one. */
function skeleton(host: string): string {
  let text = '';
  for (const letter of domainToUnicode(host).normalize('NFKD').toLowerCase()) {
    if (/[\p{M}.\-_]/u.test(letter)) continue;
    text += CONFUSABLE[letter] ?? letter;
  }
  return text.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** Letters to put in, take out or exchange, at most three told apart. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + change,
        ),
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 3;
}
