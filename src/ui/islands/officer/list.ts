import { made } from './form.ts';
import type { Round } from './send.ts';
import { type QueuedAction, removeAction } from './store.ts';
import type { OFFICER_WORDS } from './words.ts';

type Words = (typeof OFFICER_WORDS)['id'];

const TONES = { waiting: 'warn', problems: 'bad', conflict: 'warn', refused: 'bad' } as const;

/** What the list of the queue is drawn from. */
export interface ListView {
  readonly actions: readonly QueuedAction[];
  readonly round: Round | 'sending' | undefined;
  readonly othersWait: boolean;
  readonly lang: string;
  readonly signInHref: string;
  readonly send: () => void;
}

/** Draws what the phone has not sent, and what it has to say about what it has. */
export function drawList(place: HTMLElement, view: ListView, words: Words): void {
  const { actions, round } = view;
  if (actions.length === 0) {
    const text = view.othersWait ? words.othersWait : words.clearText;
    place.replaceChildren(box('notice ok', made('h2', words.clear), made('p', text)));
    return;
  }
  const waits = actions.filter(({ state }) => state === 'waiting').length;
  const list = document.createElement('ul');
  list.className = 'window list queue-list';
  list.append(...actions.map((action) => line(action, view, words)));
  const parts: HTMLElement[] = [];
  if (waits > 0) parts.push(made('h2', words.count(waits)));
  const state = stateText(round, words);
  if (state) {
    const told = made('p', state);
    told.setAttribute('role', 'status');
    parts.push(told);
  }
  if (round === 'signed-out') parts.push(link('btn', view.signInHref, words.signIn));
  parts.push(list, buttons(actions, waits, view, words));
  place.replaceChildren(...parts);
}

function stateText(round: ListView['round'], words: Words): string | undefined {
  if (round === 'later') return words.later;
  if (round === 'pause') return words.pause;
  if (round === 'signed-out') return words.signedOut;
  return round === 'sending' ? words.sendingNow : undefined;
}

function line(action: QueuedAction, { lang }: ListView, words: Words): HTMLElement {
  const item = document.createElement('li');
  item.className = 'sent';
  const when = new Date(action.doneAt).toLocaleString(lang === 'en' ? 'en-GB' : 'id-ID', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const text = document.createElement('div');
  text.append(
    made('b', action.title === '' ? action.kind : action.title),
    made('small', action.photo ? `${when}, ${words.withPhoto}` : when),
    ...action.notes.map((note) => made('p', note)),
  );
  if (action.state !== 'waiting') {
    const read = made('button', words.read);
    read.type = 'button';
    read.className = 'link';
    read.onclick = () => void removeAction(action.number);
    text.append(read);
  }
  const chip = made('span', words.states[action.state]);
  chip.className = `chip ${TONES[action.state]}`;
  item.append(text, chip);
  return item;
}

function buttons(actions: readonly QueuedAction[], waits: number, view: ListView, words: Words): HTMLElement {
  const row = document.createElement('div');
  row.className = 'actions';
  if (waits > 0) {
    const send = made('button', words.sendNow);
    send.type = 'button';
    send.className = 'btn';
    send.disabled = view.round === 'sending';
    send.onclick = view.send;
    row.append(send);
  }
  const copy = made('button', words.copy);
  copy.type = 'button';
  copy.className = 'btn alt';
  copy.onclick = () => void saveCopy(actions);
  row.append(copy);
  return row;
}

/** Everything that waits as a file, for when a phone has to be given away or a network never comes. */
async function saveCopy(actions: readonly QueuedAction[]): Promise<void> {
  const lines = actions.map(({ photo, ...action }) => ({
    ...action,
    ...(photo ? { photo: base64(new Uint8Array(photo)) } : {}),
  }));
  const file = new Blob([JSON.stringify(lines, null, 2)], { type: 'application/json' });
  const address = URL.createObjectURL(file);
  const save = link('', address, '');
  save.download = 'antrean-petugas.json';
  save.click();
  URL.revokeObjectURL(address);
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function box(name: string, ...children: readonly HTMLElement[]): HTMLElement {
  const outer = document.createElement('div');
  outer.className = name;
  const inner = document.createElement('div');
  inner.append(...children);
  outer.append(inner);
  return outer;
}

function link(name: string, href: string, text: string): HTMLAnchorElement {
  const anchor = made('a', text);
  anchor.className = name;
  anchor.href = href;
  return anchor;
}
