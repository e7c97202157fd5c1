/**
 * The address of a page of the web, as a link may lead to it; undefined for anything else, such as `javascript:`, and
 * for an address that carries a name or a password.
 */
export function webAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  return url.username === '' && url.password === '' ? url.href : undefined;
}
