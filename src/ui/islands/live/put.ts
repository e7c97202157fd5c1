/**
 * Makes a part of the page as the fresh one is, and leaves alone what did not change: what was opened stays open, what
 * was scrolled stays where it is, and whoever is on something stays on it.
 */
export function putInPlace(part: Element, fresh: Element): void {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const address = focused?.getAttribute('href') ?? null;
  change(part, fresh);
  // Rows change places: whoever was on the link of one goes with it.
  if (address === null || focused?.getAttribute('href') === address) return;
  const [link] = [...part.querySelectorAll('a')].filter((one) => one.getAttribute('href') === address);
  link?.focus({ preventScroll: true });
}

function change(old: Element, fresh: Element): void {
  if (old.isEqualNode(fresh)) return;
  for (const { name } of [...old.attributes]) {
    // That is the reader's, and not of the page.
    const isOpened = name === 'open' && old instanceof HTMLDetailsElement;
    if (!isOpened && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const wanted = [...fresh.childNodes];
  for (const [at, child] of wanted.entries()) {
    const there = rowOf(old, child, at) ?? old.childNodes[at];
    if (there instanceof Element && child instanceof Element && isSame(there, child)) change(there, child);
    else if (!there) old.append(child);
    else if (keyOf(child) !== undefined) old.insertBefore(child, there);
    else if (!there.isEqualNode(child)) there.replaceWith(child);
  }
  while (old.childNodes.length > wanted.length) old.lastChild?.remove();
}

/** The row that a fresh one is about, brought to its place: what was opened in it goes with it. */
function rowOf(list: Element, fresh: Node, at: number): Element | undefined {
  const key = keyOf(fresh);
  if (key === undefined) return undefined;
  const row = [...list.children].find((one) => keyOf(one) === key);
  const there = list.childNodes[at] ?? null;
  if (row && row !== there) list.insertBefore(row, there);
  return row;
}

/** What a row of a list or table is about: where its first link leads. */
function keyOf(row: Node): string | undefined {
  if (!(row instanceof HTMLLIElement || row instanceof HTMLTableRowElement)) return undefined;
  return row.querySelector('a')?.getAttribute('href') ?? undefined;
}

function isSame(one: Element, other: Element): boolean {
  return one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
}
