import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { typedList, typedText } from '../../../ui/components/form-values.ts';
import { webAddress } from '../readers/address.ts';
import { feedSettings } from '../readers/feed.ts';
import { folderSettings } from '../readers/folder.ts';
import { type ListSettings, listSettings } from '../readers/list-page.ts';
import { wordpressSettings } from '../readers/wordpress.ts';
import { DEFAULT_EVERY_SECONDS, type Source } from '../store.ts';
import { FIELD, INTERVALS } from './constants.ts';
import type { WorkWords } from './messages.ts';

/** Longest name of a source, in letters. */
export const LONGEST_NAME = 120;

/** Fields of a list page's selectors, in the order of its form. */
export const SELECTORS = ['item', 'link', 'title', 'body', 'date', 'image'] as const;
const NEEDED: readonly string[] = ['item', 'body'];

/** Name of the field of a selector. */
export function selectorField(name: keyof ListSettings): string {
  return `s-${name}`;
}

/** An address as a person types it: the protocol may be left out. */
export function typedAddress(text: string): string | undefined {
  const typed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  return typed === '' ? undefined : webAddress(whole)?.href;
}

/** What a form says of where a source is; problems name the fields. */
export type Place =
  | { readonly ok: true; readonly kind: Source['kind']; readonly settings: unknown }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** The source of a chosen kind. */
export function placeOf(form: FormValues, t: WorkWords): Place {
  const kind = typedText(form, FIELD.kind);
  const address = typedAddress(typedText(form, FIELD.address));
  switch (kind) {
    case 'feed':
      return address ? found(kind, feedSettings.parse({ url: address })) : bad(FIELD.address, t.badAddress);
    case 'wordpress':
      return address
        ? found(kind, wordpressSettings.parse({ api: address, categories: categoriesOf(form) }))
        : bad(FIELD.address, t.badAddress);
    case 'list':
      return listOf(form, t);
    case 'folder': {
      const settings = folderSettings.safeParse({ folder: typedText(form, FIELD.folder).trim() });
      return settings.success ? found(kind, settings.data) : bad(FIELD.folder, t.badFolder);
    }
    default:
      return bad(FIELD.kind, t.noWay);
  }
}

function listOf(form: FormValues, t: WorkWords): Place {
  const url = typedAddress(typedText(form, selectorField('url')));
  const selectors = SELECTORS.map((name) => [name, typedText(form, selectorField(name)).trim()] as const);
  const problems: FieldProblem[] = [
    ...(url ? [] : [{ field: selectorField('url'), problem: t.badAddress }]),
    ...selectors
      .filter(([name, text]) => text === '' && NEEDED.includes(name))
      .map(([name]) => ({ field: selectorField(name), problem: t.selectorMissing })),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const settings = listSettings.safeParse({ ...Object.fromEntries(selectors), url, link: linkOf(form) });
  if (settings.success) return found('list', settings.data);
  const [issue] = settings.error.issues;
  return bad(`s-${String(issue?.path[0] ?? 'item')}`, t.selectorMissing);
}

function linkOf(form: FormValues): string {
  return typedText(form, selectorField('link')).trim() || 'a';
}

function categoriesOf(form: FormValues): readonly number[] {
  return typedList(form, FIELD.categories)
    .filter((text) => /^\d{1,9}$/.test(text))
    .map(Number);
}

/** Where a source is, as the values of its form. */
export function placeToForm({ kind, settings }: Pick<Source, 'kind' | 'settings'>): FormValues {
  switch (kind) {
    case 'feed':
      return { [FIELD.kind]: kind, [FIELD.address]: feedSettings.parse(settings).url };
    case 'wordpress': {
      const { api, categories } = wordpressSettings.parse(settings);
      return { [FIELD.kind]: kind, [FIELD.address]: api, [FIELD.categories]: categories.map(String) };
    }
    case 'list': {
      const parsed = listSettings.parse(settings);
      const names: readonly (keyof ListSettings)[] = ['url', ...SELECTORS];
      return {
        [FIELD.kind]: kind,
        ...Object.fromEntries(names.map((name) => [selectorField(name), parsed[name]])),
      };
    }
    case 'folder':
      return { [FIELD.kind]: kind, [FIELD.folder]: folderSettings.parse(settings).folder };
  }
}

/** What an operator says of a source beside where it is. */
export type Manner =
  | { readonly ok: true; readonly manner: Pick<Source, 'title' | 'mode' | 'everySeconds'> }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

export function mannerOf(form: FormValues, t: WorkWords): Manner {
  const title = typedText(form, FIELD.title).trim().replace(/\s+/g, ' ');
  if (title === '') return bad(FIELD.title, t.noName);
  if (title.length > LONGEST_NAME) return bad(FIELD.title, t.longName(LONGEST_NAME));
  const mode = typedText(form, FIELD.mode) === 'publish' ? 'publish' : 'review';
  const every = Number(typedText(form, FIELD.every));
  const everySeconds = INTERVALS.find((seconds) => seconds === every) ?? DEFAULT_EVERY_SECONDS;
  return { ok: true, manner: { title, mode, everySeconds } };
}

function found(kind: Source['kind'], settings: unknown): Place {
  return { ok: true, kind, settings };
}

function bad(field: string, problem: string) {
  return { ok: false as const, problems: [{ field, problem }] };
}
