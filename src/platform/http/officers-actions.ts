import { createHash, randomUUID } from 'node:crypto';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { PageAnswer } from '../feature.ts';
import type { ActionAnswer, SentAction } from '../officers/actions.ts';
import type { OfficerAction, OfficerRequest } from '../officers/contract.ts';
import type { PhotoPlace } from '../officers/photos.ts';
import { LARGEST_PHOTO } from '../officers/photos.ts';
import type { FieldProblem, FormValues } from '../workspace/contract.ts';
import type { ApiEnv } from './api.ts';
import { formTooLarge, type PostedForm, readForm } from './form.ts';
import { type Admission, officerRequestOf, ofOfficer, RESULT, wantsJson } from './officers-admission.ts';
import { type Frame, freshAnswer } from './pages.ts';
import { Problem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';

const PATH = '/petugas/aksi/:kind';
const FORM_BYTES = 256 * 1024;
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
const LONGEST_SUBJECT = 200;
const LONGEST_TITLE = 120;
const MOST_NUMBER = 2_000_000_000;
/** Fields that the window itself reads; an action sees none of them. With an @: an action may have a number of its own. */
const OWN_FIELDS = [
  'subject',
  'back',
  'latitude',
  'longitude',
  '@id',
  '@form',
  '@officer',
  '@title',
  '@queue',
  '@number',
  '@doneAt',
  '@sentAt',
] as const;

/**
 * What an officer may send in a minute, from all their phones: a queue of a week on the day's network at once. A photo,
 * which is decoded and written anew, counts for several.
 */
export const ACTIONS_PER_MINUTE = 300;
const PHOTO_COST = 5;

/** What actions are mounted with. */
export interface ActionHost extends Frame<OfficerRequest> {
  readonly act: (action: OfficerAction, sent: SentAction) => Promise<ActionAnswer>;
  /** The budget of each officer, {@link ACTIONS_PER_MINUTE}, by their id. */
  readonly limit: RateLimit;
  /** The page that says what is wrong with a plain form. */
  readonly problemsPage: (
    problems: readonly FieldProblem[],
    back: string,
    request: OfficerRequest,
  ) => PageAnswer;
}

/**
 * Mounts what officers do at one address: a plain form is led on with a notice, a script is told as JSON. Whose service
 * is over is let in, so that what their phone still holds is not lost.
 *
 * @throws Error where two actions have one kind
 */
export function mountActions(
  app: Hono<ApiEnv>,
  actions: readonly OfficerAction[],
  host: ActionHost,
  admit: (route: Admission, lang: OfficerRequest['lang']) => MiddlewareHandler<ApiEnv>,
): void {
  const byKind = new Map(actions.map((action) => [action.kind, action]));
  if (byKind.size !== actions.length) throw new Error('Two actions of officers have one kind.');
  const actionOf = (c: Context<ApiEnv>) => {
    const action = byKind.get(c.req.param('kind') ?? '');
    if (!action) throw new Problem(404, 'unknown-action', 'There is no such action.');
    return action;
  };
  for (const lang of LANGUAGES) {
    app.post(
      localPath(lang, PATH),
      admit({ path: PATH, for: 'former' }, lang),
      async (c, next) => {
        await pay(c, host.limit);
        return next();
      },
      (c, next) => {
        const maxSize = actionOf(c).photo ? LARGEST_PHOTO + FORM_BYTES : FORM_BYTES;
        return bodyLimit({ maxSize, onError: formTooLarge })(c, next);
      },
      async (c) => {
        const request = officerRequestOf(c);
        const action = actionOf(c);
        const posted = await readForm(c);
        const sent = sentAction(action.kind, posted, request);
        const answer = await host.act(action, sent);
        const back = backOf(posted.values, request);
        const response = wantsJson(c)
          ? jsonAnswer(c, sent.id, answer)
          : await pageAnswer(c, sent.id, answer, back, request, host);
        return ofOfficer(response, request);
      },
    );
  }
}

/** @throws Problem `too-many-actions` where the officer has to wait; nothing of what they sent is read then */
async function pay(c: Context<ApiEnv>, limit: RateLimit): Promise<void> {
  const hasPhoto = Number(c.req.header('content-length')) > FORM_BYTES;
  const { allowed, retryAfter } = await limit.take(officerRequestOf(c).officer.id, hasPhoto ? PHOTO_COST : 1);
  if (allowed) return;
  throw new Problem(429, 'too-many-actions', `Wait ${retryAfter} seconds, then send it again.`, {
    headers: { 'retry-after': String(retryAfter) },
  });
}

function sentAction(kind: string, posted: PostedForm, request: OfficerRequest): SentAction {
  const { values, uploads } = posted;
  const text = (name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const from = text('@officer');
  // Two officers of one phone: what one of them wrote is never the other's.
  if (from !== undefined && from !== request.officer.id) {
    throw new Problem(
      401,
      'other-officer',
      'Another officer of this phone wrote this; they have to sign in.',
    );
  }
  const id = uuidIn(text('@id'));
  const form = uuidIn(text('@form'));
  const queue = text('@queue')?.slice(0, 64);
  const number = Number(text('@number'));
  const isNumbered = Number.isSafeInteger(number) && number > 0 && number < MOST_NUMBER;
  return {
    id: id ?? (form === undefined ? randomUUID() : idOfForm(form, kind, posted)),
    officer: request.officer,
    device: request.device,
    subject: (text('subject') ?? '').slice(0, LONGEST_SUBJECT),
    title: (text('@title') ?? '').slice(0, LONGEST_TITLE),
    queued: queue !== undefined && isNumbered ? { queue, number } : undefined,
    doneAt: text('@doneAt'),
    sentAt: text('@sentAt'),
    place: placeOf(text('latitude'), text('longitude')),
    values: withoutOwn(values),
    photos: uploads.filter(({ field, bytes }) => field === 'photo' && bytes.length > 0),
    lang: request.lang,
  };
}

function uuidIn(text: string | undefined): string | undefined {
  const id = text?.toLowerCase();
  return id !== undefined && UUID.test(id) ? id : undefined;
}

/**
 * The id of what a plain form says: the same for a form that is posted twice as it is, by a double tap or by loading
 * anew. Whoever goes back to a form and writes something else in it does something else.
 */
function idOfForm(form: string, kind: string, { values, uploads }: PostedForm): string {
  const digest = createHash('sha256').update(JSON.stringify([form, kind, values]));
  for (const { field, bytes } of uploads) digest.update(`\0${field}\0${bytes.length}\0`).update(bytes);
  return digest.digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function withoutOwn(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !OWN_FIELDS.some((own) => own === name)),
  );
}

function placeOf(latitude: string | undefined, longitude: string | undefined): PhotoPlace | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : undefined;
}

/** Where a plain form goes on to: a page of officers, whatever the form asks for. */
function backOf(values: FormValues, request: OfficerRequest): string {
  const { back } = values;
  const isOurs =
    typeof back === 'string' &&
    /^(?:\/en)?\/petugas(?:[/?][\w/.~?=&%-]*)?$/.test(back) &&
    !back.includes('//');
  return isOurs ? back : request.href('/petugas');
}

function jsonAnswer(c: Context<ApiEnv>, id: string, answer: ActionAnswer): Response {
  c.header('cache-control', 'no-store');
  if (answer.kind === 'problems') return c.json({ id, state: 'problems', problems: answer.problems }, 422);
  return c.json({ id, ...answer.outcome, repeated: answer.repeated });
}

async function pageAnswer(
  c: Context<ApiEnv>,
  id: string,
  answer: ActionAnswer,
  back: string,
  request: OfficerRequest,
  host: ActionHost,
): Promise<Response> {
  if (answer.kind === 'problems') {
    return freshAnswer(c, host.problemsPage(answer.problems, back, request), request, host);
  }
  const to = answer.outcome.state === 'done' ? (answer.outcome.to ?? back) : back;
  const [path = '', query] = to.split('?');
  const values = new URLSearchParams(query);
  values.set(RESULT, id);
  c.header('cache-control', 'no-store');
  return c.redirect(`${path}?${values}`, 303);
}
