import { localPath, splitLocalPath } from '../../domain/language.ts';
import { keepForm, markWaiting, showProblems, showState } from './officer/form.ts';
import { offerKeeping } from './officer/keep-file.ts';
import { drawLeaving, leave } from './officer/leave.ts';
import { drawList } from './officer/list.ts';
import { type Round, sendAll } from './officer/send.ts';
import { actionsOf, officersWaiting, onChange, removeAction, whenToSend } from './officer/store.ts';
import { OFFICER_WORDS } from './officer/words.ts';

/**
 * The officer's phone: what they do is kept on it first and sent then, in order and once, until the window has
 * acknowledged it; and the pages that open without a network are fetched when they first come.
 */

const { officer = '' } = document.body.dataset;
const { language: lang, path } = splitLocalPath(location.pathname);
const words = OFFICER_WORDS[lang];
const queueHref = localPath(lang, '/petugas/antrean');
/** A form waits so long for the window's answer before it lets its officer go on. */
const FORM_PATIENCE_MS = 6_000;
const FIRST_RETRY_MS = 4_000;
const LAST_RETRY_MS = 5 * 60_000;
/** Pages are fetched anew no more often, as sixty thousand phones do it on one morning. */
const FETCH_EVERY_MS = 15 * 60_000;
const FETCHED_AT = 'jendela-officer-fetched';

let round: Round | 'sending' | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let tries = 0;

interface Result {
  readonly state: 'done' | 'conflict' | 'refused' | 'problems';
  readonly to: string | undefined;
}

/** What a form waits for, by the id of its action. */
const awaited = new Map<string, (result: Result) => void>();

async function draw(): Promise<void> {
  const actions = await actionsOf(officer);
  const waits = actions.length;
  for (const count of document.querySelectorAll<HTMLElement>('[data-queue-count]')) {
    count.hidden = waits === 0;
    count.textContent = waits === 0 ? '' : String(waits);
  }
  markWaiting(actions, words, queueHref, lang);
  const leaving = document.querySelector<HTMLElement>('[data-leave]');
  if (leaving) drawLeaving(leaving, { actions, round, send: sendSoon }, words);
  const place = document.querySelector<HTMLElement>('[data-queue-list]');
  if (!place) return;
  const othersWait = (await officersWaiting()).some((other) => other !== officer);
  const signInHref = `${localPath(lang, '/petugas/masuk')}?${new URLSearchParams({ ke: queueHref })}`;
  drawList(place, { actions, round, othersWait, lang, signInHref, send: () => void send() }, words);
}

async function send(): Promise<void> {
  clearTimeout(retry);
  round = 'sending';
  await draw();
  let hasArrived = false;
  round = await sendAll(officer, words, (action, to, state) => {
    hasArrived ||= state !== 'problems';
    awaited.get(action.id)?.({ state, to });
  });
  await draw();
  if (hasArrived) await fetchPages(true);
  if (round === 'clear' || round === 'signed-out') {
    tries = 0;
    return;
  }
  // A little apart, or all phones of a TPS ask at the same moment when the network is back.
  const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries) * (0.75 + Math.random() / 2);
  const asked = (await whenToSend()) - Date.now();
  tries += 1;
  clearTimeout(retry);
  retry = setTimeout(() => void send(), Math.max(pause, asked));
}

/** Asks the window at once, however long the pause was to be. */
function sendSoon(): void {
  tries = 0;
  void send();
}

async function submitted(event: SubmitEvent): Promise<void> {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const isLeaving = form.querySelector('[data-leave]') !== null;
  if (form.dataset['queue'] === undefined && !isLeaving) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  if (isLeaving) return signOut(form);
  form.setAttribute('aria-busy', 'true');
  showState(form, words.sending);
  try {
    const id = await keepForm(form, event.submitter, officer, words);
    if (id !== undefined) await follow(form, id);
  } catch {
    // Without storage the form is a plain one, as without a script.
    showState(form, words.notKept);
    HTMLFormElement.prototype.submit.call(form);
  } finally {
    form.removeAttribute('aria-busy');
  }
}

async function signOut(form: HTMLFormElement): Promise<void> {
  form.setAttribute('aria-busy', 'true');
  if (await leave(form, officer)) {
    location.assign(localPath(lang, '/petugas/masuk'));
    return;
  }
  form.removeAttribute('aria-busy');
  round = 'later';
  await draw();
}

/** Shows what becomes of a form's action: its page anew, what is wrong with it, or that it waits. */
async function follow(form: HTMLFormElement, id: string): Promise<void> {
  showState(form, words.kept);
  void navigator.storage?.persist?.().catch(() => false);
  void registerSync();
  const result = await new Promise<Result | undefined>((resolve) => {
    awaited.set(id, resolve);
    setTimeout(() => resolve(undefined), navigator.onLine ? FORM_PATIENCE_MS : 0);
    sendSoon();
  });
  awaited.delete(id);
  if (!result) {
    form.reset();
    await draw();
    return;
  }
  if (result.state === 'problems') {
    const own = (await actionsOf(officer)).find((action) => action.id === id);
    if (!own) return;
    // The form still holds what was typed: there it is mended.
    await removeAction(own.number);
    showProblems(form, own.notes, words);
    return;
  }
  if (result.state !== 'done') {
    location.assign(queueHref);
    return;
  }
  const back = form.elements.namedItem('back');
  const to = new URL(
    result.to ?? (back instanceof HTMLInputElement ? back.value : location.pathname),
    location.href,
  );
  to.searchParams.set('hasil', id);
  location.assign(to);
}

async function registerSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  // Chromium alone has it: there the queue is sent even after the last page was closed.
  if (!('sync' in registration)) return;
  const { sync } = registration;
  if (
    typeof sync === 'object' &&
    sync !== null &&
    'register' in sync &&
    typeof sync.register === 'function'
  ) {
    await Promise.resolve(sync.register('jendela-queue')).catch(() => undefined);
  }
}

/** Asks for the list of what opens without a network, and has the worker fetch it. */
async function fetchPages(anew: boolean): Promise<void> {
  if (!('serviceWorker' in navigator) || !navigator.onLine) return;
  const stamp = `${officer} ${lang}`;
  const [last, at] = (localStorage.getItem(FETCHED_AT) ?? '').split('|');
  const isFresh = last === stamp && Date.now() - Number(at) < FETCH_EVERY_MS;
  if (isFresh && !anew) return;
  const answer = await fetch(localPath(lang, '/petugas/luring.json'), {
    headers: { accept: 'application/json' },
  }).catch(() => undefined);
  if (!answer?.ok) return;
  const list: unknown = await answer.json().catch(() => undefined);
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ keepForOfficer: list });
  localStorage.setItem(FETCHED_AT, `${stamp}|${Date.now()}`);
}

document.addEventListener('submit', (event) => void submitted(event));
onChange(() => void draw());
addEventListener('online', sendSoon);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') sendSoon();
});
// A page that comes back from the browser's memory shows how it was when it was left.
addEventListener('pageshow', (event) => {
  if (event instanceof PageTransitionEvent && event.persisted) sendSoon();
});
if (path.startsWith('/petugas') && officer !== '') {
  sendSoon();
  void fetchPages(false);
  void offerKeeping();
}
