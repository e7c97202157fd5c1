import { type CheerioAPI, load } from 'cheerio';
import sanitizeHtml from 'sanitize-html';
import { canonicalAddress, webAddress } from './address.ts';
import { type Run, runsToMarkdown } from './markdown-runs.ts';

type AnyNode = ReturnType<CheerioAPI['root']>[0]['children'][number];
type Element = Extract<AnyNode, { readonly tagName: string }>;

/** An article is far shorter; what is longer is cut rather than refused. */
const LONGEST_HTML = 100_000;
const LONGEST_MARKDOWN = 100_000;
/** The picture of an article is at its beginning. */
const PICTURE_WITHIN = 20_000;
const DEEPEST = 40;
const MOST_COLUMNS = 12;

const BLOCKS = new Set(
  'p div section article h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tfoot tr th td hr figure figcaption'.split(
    ' ',
  ),
);

const LIST: sanitizeHtml.IOptions = {
  allowedTags: [...BLOCKS, ...'br strong b em i a img span'.split(' ')],
  allowedAttributes: { a: ['href'], img: ['src', 'alt'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: true,
  disallowedTagsMode: 'discard',
  // Their text is no text of the article.
  nonTextTags:
    'script style textarea option noscript iframe object embed svg math template title head audio video canvas form button select'.split(
      ' ',
    ),
  nestingLimit: DEEPEST,
};

/**
 * HTML of another site in our marks: sanitised by a strict list first, then walked. Headings, paragraphs, lists,
 * quotations, tables, bold and italics stay; links become absolute; pictures and everything else go, and their text
 * stays.
 *
 * @param base where the text stands, for links that are relative to it
 */
export function htmlToMarkdown(html: string, base?: string): string {
  const nodes = sanitised(html);
  return blocksOf(nodes, base).join('\n\n').trim().slice(0, LONGEST_MARKDOWN).toWellFormed();
}

const BLOCK_EDGE = /<(?=\/?(?:p|br|div|li|h[1-6]|td|th|tr|blockquote)\b)/gi;

/** The words of HTML alone, in one line: for titles and summaries. */
export function htmlToText(html: string, longest = 2_000): string {
  const spaced = html.slice(0, longest * 10).replace(BLOCK_EDGE, ' <');
  const bare = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} });
  return plainLine(load(bare, { xml: { xmlMode: false } }, false).text(), longest);
}

/** Plain text of another site in our marks: its paragraphs, and nothing in it is a mark. */
export function textToMarkdown(text: string): string {
  return text
    .slice(0, LONGEST_HTML)
    .split(/\r?\n[^\S\n]*(?:\r?\n)+/)
    .map((paragraph) => runsToMarkdown(paragraph.split(/\r?\n/).flatMap(lineRuns)))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** One line of text without control characters, cut at a word where it is too long. */
export function plainLine(text: string, longest: number): string {
  const line = text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).toWellFormed()}…`;
}

/** Address of the first picture of a text. */
export function firstPicture(html: string, base?: string): string | undefined {
  const $ = load(
    sanitizeHtml(html.slice(0, PICTURE_WITHIN), {
      allowedTags: ['img'],
      allowedAttributes: { img: ['src'] },
      allowedSchemes: ['http', 'https'],
    }),
    { xml: { xmlMode: false } },
    false,
  );
  for (const image of $('img').toArray()) {
    const address = canonicalAddress(image.attribs['src'], base);
    if (address !== undefined) return address;
  }
  return undefined;
}

function lineRuns(line: string, index: number): readonly Run[] {
  return index === 0 ? [{ text: line }] : ['break', { text: line }];
}

function sanitised(html: string): readonly AnyNode[] {
  const clean = sanitizeHtml(html.slice(0, LONGEST_HTML), LIST);
  // What the sanitiser wrote is well nested: it is read as it stands, and no deeper than it was let.
  return load(clean, { xml: { xmlMode: false } }, false)
    .root()
    .contents()
    .toArray();
}

/** Blocks of marks, one for each block of HTML; what stands between blocks is a paragraph. */
function blocksOf(nodes: readonly AnyNode[], base: string | undefined): readonly string[] {
  const blocks: string[] = [];
  let loose: AnyNode[] = [];
  const endParagraph = () => {
    const paragraph = runsToMarkdown(runsOf(loose, base));
    if (paragraph !== '') blocks.push(paragraph);
    loose = [];
  };
  for (const node of nodes) {
    if (isElement(node) && holdsBlock(node)) {
      endParagraph();
      blocks.push(...blockOf(node, base));
    } else {
      loose.push(node);
    }
  }
  endParagraph();
  return blocks;
}

function holdsBlock(node: Element): boolean {
  return BLOCKS.has(node.name) || node.children.some((child) => isElement(child) && holdsBlock(child));
}

function blockOf(node: Element, base: string | undefined): readonly string[] {
  switch (node.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return heading(node, base);
    case 'ul':
    case 'ol':
      return [list(node, base)].filter((text) => text !== '');
    case 'blockquote': {
      const inner = blocksOf(node.children, base).join('\n\n');
      return inner === '' ? [] : [inner.replaceAll(/^/gm, '> ').replaceAll(/^> $/gm, '>')];
    }
    case 'table':
      return table(node, base);
    case 'pre':
      return [textToMarkdown(textOf(node))].filter((text) => text !== '');
    case 'hr':
      return ['***'];
    default:
      return blocksOf(node.children, base);
  }
}

/** The page has its own first heading, so those of the text start at the second. */
function heading(node: Element, base: string | undefined): readonly string[] {
  const level = Math.min(Math.max(Number(node.name.slice(1)), 2), 4);
  const line = runsToMarkdown(runsOf([node], base).map(breakAsSpace));
  return line === '' ? [] : [`${'#'.repeat(level)} ${line}`];
}

function list(node: Element, base: string | undefined): string {
  const isNumbered = node.name === 'ol';
  const start = Number(/^\d{1,6}$/.exec(node.attribs['start'] ?? '')?.[0] ?? 1);
  const items = node.children
    .filter(isElement)
    .map((child) => blocksOf(child.name === 'li' ? child.children : [child], base))
    .filter((blocks) => blocks.length > 0);
  return items
    .map((blocks, index) => {
      const mark = isNumbered ? `${start + index}. ` : '- ';
      const text = blocks.join('\n\n');
      return mark + text.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`);
    })
    .join('\n');
}

/** A table of words stays one; a table that only sets a page, or holds another, is read as its cells. */
function table(node: Element, base: string | undefined): readonly string[] {
  const rows = rowsOf(node);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const isLayout =
    columns < 2 || columns > MOST_COLUMNS || rows.length < 2 || rows.flat().some((cell) => hasTable(cell));
  if (isLayout) return rows.flat().flatMap((cell) => blocksOf(cell.children, base));
  const lines = rows.map((row) => {
    const cells = Array.from({ length: columns }, (_, index) => {
      const cell = row[index];
      return cell ? runsToMarkdown(runsOf([cell], base).map(breakAsSpace)) : '';
    });
    return `| ${cells.join(' | ')} |`;
  });
  return [lines.toSpliced(1, 0, `|${' --- |'.repeat(columns)}`).join('\n')];
}

function rowsOf(node: Element): readonly (readonly Element[])[] {
  return node.children
    .filter(isElement)
    .flatMap((child) =>
      child.name === 'tr'
        ? [child.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th')]
        : ['thead', 'tbody', 'tfoot'].includes(child.name)
          ? rowsOf(child)
          : [],
    )
    .filter((row) => row.length > 0);
}

function hasTable(node: Element): boolean {
  return node.children.some(
    (child) => isElement(child) && (['table', 'ul', 'ol'].includes(child.name) || hasTable(child)),
  );
}

function runsOf(
  nodes: readonly AnyNode[],
  base: string | undefined,
  style: Omit<Run & object, 'text'> = {},
): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (node.type === 'text') return [{ ...style, text: node.data }];
    if (!isElement(node)) return [];
    switch (node.name) {
      case 'br':
        return ['break'];
      case 'strong':
      case 'b':
        return runsOf(node.children, base, { ...style, strong: true });
      case 'em':
      case 'i':
        return runsOf(node.children, base, { ...style, em: true });
      case 'a':
        return linkRuns(node, base, style);
      case 'img':
        return [];
      default: {
        const inner = runsOf(node.children, base, style);
        return BLOCKS.has(node.name) ? [{ text: ' ' }, ...inner, { text: ' ' }] : inner;
      }
    }
  });
}

function linkRuns(node: Element, base: string | undefined, style: Omit<Run & object, 'text'>): Run[] {
  const href = linkAddress(node.attribs['href'], base);
  const inner = runsOf(node.children, base, href === undefined ? style : { ...style, href });
  const isEmpty = inner.every((run) => run === 'break' || run.text.trim() === '');
  if (!isEmpty) return inner;
  // A picture that leads somewhere is a link by its description.
  const alt = pictureText(node);
  return alt === '' ? inner : [{ ...style, ...(href === undefined ? {} : { href }), text: alt }];
}

function pictureText(node: Element): string {
  return node.children
    .filter(isElement)
    .map((child) => (child.name === 'img' ? (child.attribs['alt'] ?? '') : pictureText(child)))
    .join(' ')
    .trim();
}

function linkAddress(href: string | undefined, base: string | undefined): string | undefined {
  const trimmed = href?.trim() ?? '';
  if (/^mailto:[^\s<>()]{1,320}$/i.test(trimmed)) return trimmed;
  if (trimmed.startsWith('#')) return undefined;
  return webAddress(trimmed, base)?.href;
}

function textOf(node: AnyNode): string {
  if (node.type === 'text') return node.data;
  if (!isElement(node)) return '';
  return node.name === 'br' ? '\n' : node.children.map(textOf).join('');
}

function breakAsSpace(run: Run): Run {
  return run === 'break' ? { text: ' ' } : run;
}

function isElement(node: AnyNode): node is Element {
  return node.type === 'tag';
}
