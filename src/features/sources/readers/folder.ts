import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'cheerio';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { canonicalAddress } from './address.ts';
import { decodeText } from './charset.ts';
import { readDate } from './dates.ts';
import { htmlToMarkdown, plainLine, textToMarkdown } from './html-to-markdown.ts';
import {
  type IncomingFile,
  type IncomingItem,
  type ReadContext,
  type Reading,
  SourceError,
} from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';

const MOST_FILES = 500;
const LARGEST_FILE = 1024 * 1024;
const LARGEST_PDF = 20_000_000;
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 400;
const TEXTS = /\.(md|html?|txt)$/i;
const PDF = /\.pdf$/i;

/** What is kept of a folder as a source: its name below the operator's folder. */
export const folderSettings = z.object({ folder: z.string().regex(/^[\w][\w .-]{0,80}$/) });

const frontMatter = z
  .object({
    title: z.string(),
    summary: z.string(),
    date: z.string(),
    updated: z.string(),
    url: z.string(),
    language: z.string(),
    image: z.string(),
    categories: z.union([z.array(z.string()), z.string().transform((name) => [name])]),
  })
  .partial();

type About = z.output<typeof frontMatter>;

interface Content {
  readonly about: About;
  readonly title: string;
  readonly markdown: string;
}

/**
 * Reads the files of a folder: all there are, so that one that was taken away is gone. Links to elsewhere are not
 * followed. A file that is too large, empty or broken is left out and told, and what came by it before stays.
 *
 * @param root the operator's folder; undefined where there is none
 * @throws SourceError `folder`; `empty` where files were and none is, as when a disk is not mounted
 */
export async function readFolder(
  settings: unknown,
  context: ReadContext,
  root: string | undefined,
): Promise<Reading> {
  const { folder } = folderSettings.parse(settings);
  if (root === undefined) throw new SourceError('folder', 'The operator has named no folder.');
  const directory = await insideFolder(root, folder);
  const found = (await readdir(directory)).filter((name) => !name.startsWith('.')).sort();
  const pdfs = new Map(found.filter((name) => PDF.test(name)).map((name) => [stemOf(name), name]));
  const texts = found.filter((name) => TEXTS.test(name));
  const told = new Set(texts.map(stemOf));
  // A PDF belongs to the text of its name; one that has none stands for itself.
  const names = [...texts, ...[...pdfs].flatMap(([stem, name]) => (told.has(stem) ? [] : [name]))].sort();
  if (names.length === 0 && context.knownKeys.length > 0) {
    throw new SourceError('empty', 'The folder is empty, and was not before.');
  }
  const items: IncomingItem[] = [];
  const skipped: string[] = [];
  for (const name of names.slice(0, MOST_FILES)) {
    const item = await readItem(directory, { name, pdf: pdfs.get(stemOf(name)) }, context);
    if (item) items.push(item);
    else skipped.push(name);
  }
  const isKnown = new Set(context.knownKeys);
  const complete = names.length <= MOST_FILES && !skipped.some((name) => isKnown.has(name));
  const there = new Set(names);
  return {
    kind: 'read',
    items,
    gone: context.knownKeys.filter((key) => !there.has(key)),
    complete,
    skipped,
    state: {},
  };
}

/** The folder itself, which lies in the operator's folder and nowhere else. */
async function insideFolder(root: string, folder: string): Promise<string> {
  try {
    const outer = await realpath(root);
    const inner = await realpath(path.join(outer, folder));
    if (path.dirname(inner) === outer && (await lstat(inner)).isDirectory()) return inner;
  } catch (cause) {
    if (!isOfSystem(cause)) throw cause;
  }
  throw new SourceError('folder', 'There is no such folder.');
}

async function readItem(
  directory: string,
  { name, pdf }: { readonly name: string; readonly pdf: string | undefined },
  context: ReadContext,
): Promise<IncomingItem | undefined> {
  const file = pdf === undefined ? undefined : await pdfFile(path.join(directory, pdf));
  if (pdf !== undefined && !file) return undefined;
  const content = name === pdf ? contentOfPdf(name) : await contentOfFile(directory, name);
  if (!content || content.markdown === '') return undefined;
  const { about, title, markdown } = content;
  const url = canonicalAddress(about.url);
  const image = canonicalAddress(about.image, url);
  const summary = plainLine(about.summary ?? '', LONGEST_SUMMARY);
  const published = readDate(about.date, context);
  const updated = readDate(about.updated, context);
  return {
    key: name,
    title: plainLine(title, LONGEST_TITLE) || wordsOf(name),
    markdown,
    categories: (about.categories ?? []).map((category) => plainLine(category, 100)).slice(0, 20),
    language: languageOf(about.language, about.language === undefined ? `${title} ${markdown}` : ''),
    ...(url === undefined ? {} : { url }),
    ...(summary === '' ? {} : { summary }),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(updated.at ? { updatedAt: updated.at } : {}),
    ...(published.doubtful || updated.doubtful ? { dateDoubtful: true } : {}),
    ...(image === undefined ? {} : { imageUrl: image }),
    ...(file ? { files: [file] } : {}),
  };
}

async function contentOfFile(directory: string, name: string): Promise<Content | undefined> {
  const bytes = await readBounded(path.join(directory, name), LARGEST_FILE);
  return bytes && contentOf(name, decodeText(bytes));
}

/** A PDF without a text says what its name says. */
function contentOfPdf(name: string): Content {
  return { about: {}, title: wordsOf(name), markdown: textToMarkdown(wordsOf(name)) };
}

/** A PDF as it lies there, to be read when it is wanted. */
async function pdfFile(file: string): Promise<IncomingFile | undefined> {
  try {
    const about = await lstat(file);
    if (!about.isFile() || about.size > LARGEST_PDF || !(await beginsLikePdf(file))) return undefined;
    return {
      name: path.basename(file),
      mark: `${about.size} ${about.mtimeMs}`,
      bytes: () => readBounded(file, LARGEST_PDF),
    };
  } catch (cause) {
    if (isOfSystem(cause)) return undefined;
    throw cause;
  }
}

/** Whether it is a PDF by its first bytes, whatever its name says; all of it is looked at when it is stored. */
async function beginsLikePdf(file: string): Promise<boolean> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0);
    return buffer.toString('latin1') === '%PDF-';
  } finally {
    await handle.close();
  }
}

function stemOf(name: string): string {
  return name.replace(TEXTS, '').replace(PDF, '');
}

function wordsOf(name: string): string {
  return stemOf(name).replace(/[-_]+/g, ' ');
}

/** A plain file that is not too large; what it is, is asked of the file that was opened, and not of its name. */
async function readBounded(file: string, most: number): Promise<Uint8Array | undefined> {
  try {
    // A link is not opened, and a pipe that nobody writes to does not keep us.
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const about = await handle.stat();
      if (!about.isFile() || about.size > most) return undefined;
      // It may grow while it is read.
      const buffer = Buffer.alloc(about.size + 1);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return bytesRead > about.size ? undefined : buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (isOfSystem(cause)) return undefined;
    throw cause;
  }
}

function contentOf(name: string, text: string): Content | undefined {
  if (/\.html?$/i.test(name)) return htmlContent(text);
  const split = withFrontMatter(text);
  if (!split) return undefined;
  const { about, body } = split;
  return /\.txt$/i.test(name) ? textContent(about, body) : markdownContent(about, body);
}

function htmlContent(html: string): Content {
  const $ = load(html);
  const language = $('html').attr('lang');
  const heading = $('h1').first();
  const title = htmlToLine(heading.html() ?? '') || htmlToLine($('title').first().html() ?? '');
  // The page that shows it has a heading of its own.
  heading.remove();
  return {
    about: language === undefined ? {} : { language },
    title,
    markdown: htmlToMarkdown($('body').html() ?? ''),
  };
}

/** Plain text begins with its title. */
function textContent(about: About, body: string): Content {
  if (about.title !== undefined) return { about, title: about.title, markdown: textToMarkdown(body) };
  const [first = '', ...rest] = body.trim().split(/\r?\n/);
  const markdown = textToMarkdown(rest.join('\n').trim());
  return { about, title: first, markdown: markdown === '' ? textToMarkdown(first) : markdown };
}

/** Marks are the office's own, and are cleaned where they are shown, as all marks are. */
function markdownContent(about: About, body: string): Content {
  const trimmed = body.trim();
  if (about.title !== undefined) return { about, title: about.title, markdown: trimmed };
  const heading = /^#[^\S\n]+([^\n]+)\n*/.exec(trimmed);
  if (!heading) return { about, title: '', markdown: trimmed };
  const markdown = trimmed.slice(heading[0].length);
  return { about, title: (heading[1] ?? '').replace(/\s*#+\s*$/, ''), markdown: markdown || trimmed };
}

/** What stands between two lines of three dashes at the beginning, and the rest; undefined where it is broken. */
function withFrontMatter(text: string): { readonly about: About; readonly body: string } | undefined {
  const match = /^---[^\S\n]*\n([\s\S]{0,8000}?)\n---[^\S\n]*(?:\n|$)/.exec(text.replaceAll('\r\n', '\n'));
  if (!match) return /^---\s*\n/.test(text) ? undefined : { about: {}, body: text };
  const about = frontMatter.safeParse(yamlOf(match[1] ?? '') ?? {});
  if (!about.success) return undefined;
  return { about: about.data, body: text.replaceAll('\r\n', '\n').slice(match[0].length) };
}

/** Words as they stand, and no aliases, which can grow without end. */
function yamlOf(text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 0, schema: 'failsafe', logLevel: 'silent' });
  } catch {
    return 'broken';
  }
}

function isOfSystem(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause;
}
