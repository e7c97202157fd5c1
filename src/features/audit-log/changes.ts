/** One value that a line of the log tells of; the path is that of its place: `envelope.source.title`. */
export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const MOST_CHANGES = 100;
const LONGEST_VALUE = 4_000;

/** What differs between what was before and after, value by value. */
export function changesOf(before: unknown, after: unknown): readonly Change[] {
  const old = flat(before);
  const now = flat(after);
  const changes: Change[] = [];
  for (const path of new Set([...old.keys(), ...now.keys()])) {
    const change = { path, before: old.get(path), after: now.get(path) };
    if (change.before !== change.after) changes.push(change);
    if (changes.length === MOST_CHANGES) break;
  }
  return changes;
}

function flat(value: unknown): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  collect(value, '', values);
  return values;
}

function collect(value: unknown, path: string, values: Map<string, string>): void {
  if (value === null || value === undefined) return;
  if (typeof value === 'object') {
    for (const [name, member] of Object.entries(value)) {
      collect(member, path === '' ? name : `${path}.${name}`, values);
    }
    return;
  }
  values.set(path, String(value).slice(0, LONGEST_VALUE));
}
