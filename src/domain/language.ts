import type { Language } from './text.ts';

/** The languages of the interface, Indonesian first. */
export const LANGUAGES: readonly Language[] = ['id', 'en'];

/** The path of a page in a language: Indonesian at `/`, English below `/en`. */
export function localPath(language: Language, path: string): string {
  if (language === 'id') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

/** The language that a path asks for, and the path without it. */
export function splitLocalPath(pathname: string): { readonly language: Language; readonly path: string } {
  if (pathname === '/en' || pathname === '/en/') return { language: 'en', path: '/' };
  if (pathname.startsWith('/en/')) return { language: 'en', path: pathname.slice(3) };
  return { language: 'id', path: pathname };
}
