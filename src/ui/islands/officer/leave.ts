import { made } from './form.ts';
import type { Round } from './send.ts';
import { type QueuedAction, removeAllOf } from './store.ts';
import type { OFFICER_WORDS } from './words.ts';

type Words = (typeof OFFICER_WORDS)['id'];

/** What the page of signing out is drawn from. */
export interface LeaveView {
  readonly actions: readonly QueuedAction[];
  readonly round: Round | 'sending' | undefined;
  readonly send: () => void;
}

/** Says before an officer signs out what the window has not got yet, and would never get. */
export function drawLeaving(place: HTMLElement, { actions, round, send }: LeaveView, words: Words): void {
  const unsent = actions.filter(({ state }) => state === 'waiting' || state === 'problems');
  const button = place.closest('form')?.querySelector<HTMLElement>('[data-leave-button]');
  if (button) {
    button.textContent = unsent.length > 0 ? words.leaveAndLose : (button.dataset['leaveButton'] ?? '');
  }
  if (unsent.length === 0) {
    place.replaceChildren();
    return;
  }
  const box = made('div', '');
  box.className = 'notice warn';
  const inner = made('div', '');
  const list = made('ul', '');
  list.append(...unsent.map(({ title, kind }) => made('li', title === '' ? kind : title)));
  const sendNow = made('button', round === 'sending' ? words.sendingNow : words.sendNow);
  sendNow.type = 'button';
  sendNow.className = 'btn';
  sendNow.disabled = round === 'sending';
  sendNow.onclick = send;
  const actionsRow = made('div', '');
  actionsRow.className = 'actions';
  actionsRow.append(sendNow);
  const later = round === 'later' ? [made('p', words.leaveOffline)] : [];
  inner.append(
    made('h2', words.count(unsent.length)),
    list,
    made('p', words.leaveText),
    ...later,
    actionsRow,
  );
  box.append(inner);
  place.replaceChildren(box);
}

/** Signs out, and then takes what was not sent off the phone. False, with nothing lost, where the window was not reached. */
export async function leave(form: HTMLFormElement, officer: string): Promise<boolean> {
  const response = await fetch(form.action, { method: 'POST', redirect: 'manual' }).catch(() => undefined);
  // The window leads on to the sign-in page; the worker answers itself where there is no network.
  if (response?.type !== 'opaqueredirect') return false;
  await removeAllOf(officer);
  return true;
}
