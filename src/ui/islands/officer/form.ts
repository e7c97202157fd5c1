import { placeFields, smallPhoto } from './photo.ts';
import { keepAction, type QueuedAction } from './store.ts';
import type { OFFICER_WORDS } from './words.ts';

type Words = (typeof OFFICER_WORDS)['id'];

/** Fields that the phone sets itself, or that it needs alone. */
const NOT_KEPT = ['photo', 'subject', 'back', '@title', '@form'];

/** Keeps what a form says on the phone. Undefined, with words in the form, where it cannot be kept. */
export async function keepForm(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  officer: string,
  words: Words,
): Promise<string | undefined> {
  const doneAt = new Date().toISOString();
  const data = new FormData(form, submitter);
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const file = data.get('photo');
  const hasPhoto = file instanceof File && file.size > 0;
  const photo = hasPhoto ? await smallPhoto(file) : undefined;
  if (hasPhoto && !photo) {
    showProblems(form, [words.tooLargePhoto], words);
    return undefined;
  }
  const askedBy = form.dataset['place'];
  const wantsPlace = askedBy !== undefined && (askedBy === '' || data.has(askedBy));
  const place = photo && wantsPlace ? await placeFields() : [];
  const id = crypto.randomUUID();
  const typed = [...data].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !NOT_KEPT.includes(name) ? [[name, value]] : [],
  );
  await keepAction({
    id,
    officer,
    kind: form.dataset['queue'] ?? '',
    path: new URL(form.action).pathname,
    title: text('@title'),
    subject: text('subject'),
    fields: [...typed, ...place],
    doneAt,
    ...(photo ? { photo } : {}),
  });
  return id;
}

/** Says in the form what is wrong with it. */
export function showProblems(form: HTMLFormElement, problems: readonly string[], words: Words): void {
  const state = stateOf(form);
  if (!state) return;
  const list = document.createElement('ul');
  for (const problem of problems) list.append(made('li', problem));
  state.replaceChildren(made('b', words.problems), list);
  state.className = 'action-state bad';
  state.scrollIntoView({ block: 'nearest' });
}

/** Says one thing in the form. */
export function showState(form: HTMLFormElement, text: string): void {
  const state = stateOf(form);
  if (!state) return;
  state.className = 'action-state';
  state.textContent = text;
}

/** Marks each form, and each place that a page set aside, whose action still waits on the phone. */
export function markWaiting(
  actions: readonly QueuedAction[],
  words: Words,
  queueHref: string,
  lang: string,
): void {
  const waiting = actions.filter(({ state }) => state === 'waiting');
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-queue]')) {
    const own = waiting.findLast(
      ({ kind, subject }) => kind === form.dataset['queue'] && subject === subjectOf(form),
    );
    form.classList.toggle('is-waiting', own !== undefined);
    const state = stateOf(form);
    if (!own || !state) {
      if (state?.classList.contains('waits')) clear(state);
      continue;
    }
    const time = new Date(own.doneAt).toLocaleTimeString(lang === 'en' ? 'en-GB' : 'id-ID', {
      hour: '2-digit',
      minute: '2-digit',
    });
    const link = document.createElement('a');
    link.href = queueHref;
    link.textContent = words.seeQueue;
    state.className = 'action-state waits';
    state.replaceChildren(made('b', words.waiting), made('span', words.waitingSince(time)), link);
  }
  for (const mark of document.querySelectorAll<HTMLElement>('[data-queue-mark]')) {
    const waits = waiting.some(({ subject }) => subject !== '' && subject === mark.dataset['queueMark']);
    mark.hidden = !waits;
    mark.textContent = waits ? words.waiting : '';
  }
}

function clear(state: HTMLElement): void {
  state.className = 'action-state';
  state.replaceChildren();
}

function subjectOf(form: HTMLFormElement): string {
  const field = form.elements.namedItem('subject');
  return field instanceof HTMLInputElement ? field.value : '';
}

function stateOf(form: HTMLFormElement): HTMLElement | null {
  return form.querySelector<HTMLElement>('[data-queue-state]');
}

/** An element with a text. */
export function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
