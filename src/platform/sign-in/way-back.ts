/** Where whoever signs in goes on to; only places of the workspace, whatever an address asks for. */
export function wayBack(asked: string | undefined, root: string): string {
  return asked !== undefined && /^(\/en)?\/kerja(\/[\w/.~-]*)?$/.test(asked) && !asked.includes('//')
    ? asked
    : root;
}
