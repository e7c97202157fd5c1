/** An address with those of its query values that say something. */
export function listAddress(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') values.set(name, value);
  }
  return values.size === 0 ? path : `${path}?${values}`;
}
