import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** Raw HTML is text to it, and the page's own heading is the only first one. */
const parser = new MarkdownIt('default', { html: false, linkify: true, typographer: false });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
// What a link leads to is decided by the list below, for links and pictures alike.
parser.validateLink = () => true;

/** A picture of ours: kept under the digest of its content. */
const OWN_PICTURE = /^\/media\/[\w./-]+$/;
/** A path of this window, a part of the page, or a page elsewhere; `//host` would be another site's. */
const LINK = /^(?:https?:\/\/|mailto:|\/(?![/\\])|#)/i;

const HEADINGS: Readonly<Record<string, string>> = { h1: 'h2', h5: 'h4', h6: 'h4' };

const LIST: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'],
    ...['ul', 'ol', 'li', 'strong', 'em', 's', 'a', 'img'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    a: ['href', 'rel'],
    img: ['src', 'alt', 'loading'],
    ol: ['start'],
    th: ['class'],
    td: ['class'],
  },
  allowedClasses: { th: ['num'], td: ['num'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    ...HEADINGS,
    a: (_, { href = '' }) => ({
      tagName: 'a',
      attribs: isSafeLink(href) ? { href, ...(/^https?:/i.test(href) ? { rel: 'noopener' } : {}) } : {},
    }),
    img: (_, { src = '', alt = '' }) => ({
      tagName: 'img',
      attribs: isOwnPicture(src) ? { src, alt, loading: 'lazy' } : {},
    }),
    // Columns that are set to the right hold figures; the policy of the pages allows no style.
    th: cell,
    td: cell,
  },
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && attribs['src'] === undefined,
};

/**
 * Text with marks as HTML that can stand in any page of the window: headings of the second to fourth level, lists,
 * links, tables, quotations, and pictures of ours. No HTML of the text gets through, and no address but web pages,
 * e-mail and paths of this window.
 */
export function markdownToHtml(text: string): string {
  return sanitizeHtml(parser.render(text), LIST).trim();
}

/** The words alone, one line for each paragraph, heading, item and row: for signing, comparing and searching. */
export function markdownToText(text: string): string {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    const words = line.replace(/\s+/gu, ' ').trim();
    if (words !== '') lines.push(words);
    line = '';
  };
  for (const token of parser.parse(text, {})) {
    if (token.type === 'inline') line += inlineText(token.children ?? []);
    else if (token.type === 'fence' || token.type === 'code_block') line += token.content;
    else if (token.type === 'td_close' || token.type === 'th_close') line += ' ';
    else if (token.block && token.nesting === -1) end();
    if (token.type === 'fence' || token.type === 'code_block') end();
  }
  end();
  return lines.join('\n');
}

function inlineText(tokens: readonly { type: string; content: string }[]): string {
  return tokens
    .map(({ type, content }) => {
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      return type === 'text' || type === 'code_inline' || type === 'image' || type === 'text_special'
        ? content
        : '';
    })
    .join('');
}

function cell(tagName: string, { style = '' }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  return { tagName, attribs: style.includes('text-align:right') ? { class: 'num' } : {} };
}

function isSafeLink(href: string): boolean {
  return LINK.test(href);
}

function isOwnPicture(src: string): boolean {
  return OWN_PICTURE.test(src) && !src.includes('..');
}
