import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { canonicalAddress } from './address.ts';
import { decodeText } from './charset.ts';
import { readDate } from './dates.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { type IncomingItem, type ReadContext, type Reading, SourceError } from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';

const MOST_FILES = 500;
const LARGEST_FILE = 1024 * 1024;
const KINDS = /\.(md|html?|txt)$/i;

/** What is kept of a folder as a source: its name below the operator's folder. */
export const folderSettings = z.object({ folder: z.string().regex(/^[\w][\w .-]{0,80}$/) });

const frontMatter = z
  .object({
    title: z.string().optional(),
    summary: z.string().optional(),
    date: z.union([z.string(), z.number()]).optional(),
    url: z.string().optional(),
    language: z.string().optional(),
  })
  .loose();

/**
 * Reads the files of a folder: all there are, so that one that was taken away is gone. Links to elsewhere are not
 * followed, and files that are too large are left out.
 *
 * @param root the operator's folder; undefined where there is none
 * @throws SourceError `folder`
 */
export async function readFolder(
  settings: unknown,
  context: ReadContext,
  root: string | undefined,
): Promise<Reading> {
  const { folder } = folderSettings.parse(settings);
  if (root === undefined) throw new SourceError('folder', 'The operator has named no folder.');
  const directory = await insideFolder(root, folder);
  const names = (await readdir(directory)).filter((name) => KINDS.test(name) && !name.startsWith('.')).sort();
  const items: IncomingItem[] = [];
  for (const name of names.slice(0, MOST_FILES)) {
    const file = path.join(directory, name);
    const about = await lstat(file);
    if (!about.isFile() || about.size > LARGEST_FILE) continue;
    const item = toIncoming(name, decodeText(await readFile(file), null), context);
    if (item) items.push(item);
  }
  return { kind: 'read', items, gone: [], complete: names.length <= MOST_FILES, state: {} };
}

/** The folder itself, which lies in the operator's folder and nowhere else. */
async function insideFolder(root: string, folder: string): Promise<string> {
  try {
    const outer = await realpath(root);
    const inner = await realpath(path.join(outer, folder));
    if (path.dirname(inner) === outer && (await lstat(inner)).isDirectory()) return inner;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
  }
  throw new SourceError('folder', 'There is no such folder.');
}

function toIncoming(name: string, text: string, { now }: ReadContext): IncomingItem | undefined {
  const isHtml = /\.html?$/i.test(name);
  const { about, body } = isHtml ? { about: htmlHead(text), body: text } : withFrontMatter(text);
  const stem = name.replace(KINDS, '');
  const title = htmlToLine(about.title ?? '') || stem.replace(/[-_]+/g, ' ');
  const markdown = isHtml ? htmlToMarkdown(body, undefined) : body.trim();
  if (markdown === '') return undefined;
  const url = canonicalAddress(about.url);
  const published = readDate(about.date === undefined ? undefined : String(about.date), now);
  return {
    key: name,
    title: title.slice(0, 200),
    markdown,
    categories: [],
    language: languageOf(about.language),
    ...(url === undefined ? {} : { url }),
    ...(about.summary === undefined ? {} : { summary: htmlToLine(about.summary).slice(0, 400) }),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(published.doubtful ? { dateDoubtful: true } : {}),
  };
}

function htmlHead(html: string): z.output<typeof frontMatter> {
  const title = /<title[^>]*>([\s\S]{0,500}?)<\/title>/i.exec(html)?.[1];
  const language = /<html[^>]*\slang=["']?([\w-]+)/i.exec(html)?.[1];
  return { ...(title === undefined ? {} : { title }), ...(language === undefined ? {} : { language }) };
}

/** What stands between two lines of three dashes at the beginning, and the rest. */
function withFrontMatter(text: string): { about: z.output<typeof frontMatter>; body: string } {
  const match = /^---\r?\n([\s\S]{0,4000}?)\r?\n---\r?\n?/.exec(text);
  if (!match) return { about: {}, body: text };
  const about = frontMatter.safeParse(attemptYaml(match[1] ?? ''));
  return { about: about.success ? about.data : {}, body: text.slice(match[0].length) };
}

function attemptYaml(text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 0, schema: 'failsafe' });
  } catch {
    return undefined;
  }
}
