/** Parts of an address that follow readers about, and lead to the same page without them. */
const FOLLOWERS = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|yclid|mc_cid|mc_eid|_ga|ref_src)$/i;
/** An address that is longer is no page's. */
const LONGEST = 2_000;

/** The one address of a page: absolute, without a fragment and without what follows readers about. */
export function canonicalAddress(text: string | undefined, base?: string): string | undefined {
  const url = webAddress(text, base);
  if (!url) return undefined;
  url.hash = '';
  const followers = [...url.searchParams.keys()].filter((name) => FOLLOWERS.test(name));
  // Deleting writes the whole query anew, so it is only done where something is to go.
  for (const name of followers) url.searchParams.delete(name);
  return url.href;
}

/** A page of the web as it is written, from where it is written; nothing else, and no passwords in it. */
export function webAddress(text: string | undefined, base?: string): URL | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined || trimmed === '' || trimmed.length > LONGEST) return undefined;
  const url = URL.parse(trimmed, base);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return url.href.length > LONGEST ? undefined : url;
}
