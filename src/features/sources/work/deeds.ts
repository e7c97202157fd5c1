import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { StaffFormRequest } from '../../../platform/workspace/contract.ts';
import { typedText } from '../../../ui/components/form-values.ts';
import { readSoon } from '../jobs.ts';
import type { ReadParts } from '../read.ts';
import { listSettings } from '../readers/list-page.ts';
import { changeSource, removeSource, type Source } from '../store.ts';
import { misfits } from './add-selectors.tsx';
import { FIELD, WORK_PATH } from './constants.ts';
import { trySelectors } from './looking.ts';
import { workMessages } from './messages.ts';
import { mannerOf, placeOf } from './source-form.ts';
import { DEED, sourcePage } from './source-page.tsx';
import { webhookPage } from './webhook-page.tsx';
import { WITHDRAW_JOB } from './withdraw-all.ts';

/** Does with a source what its operator asks for. */
export async function actOnSource(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
  source: Source,
): Promise<PageAnswer> {
  const stay: PageAnswer = { kind: 'moved', to: request.href(`${WORK_PATH}/${source.id}`) };
  switch (typedText(request.form, DEED)) {
    case 'simpan':
      return save(context, parts, request, source, stay);
    case 'coba':
      return test(context, parts, request, source);
    case 'baca':
      await readSoon(context, source.id);
      return stay;
    case 'jeda':
      await change(context, parts, request, source, { paused: true });
      return stay;
    case 'lanjut':
      await change(context, parts, request, source, { paused: false });
      return stay;
    case 'rahasia':
      return webhookPage(context, request, source);
    case 'rahasia-baru': {
      const secretNumber = source.secretNumber + 1;
      await change(context, parts, request, source, { secretNumber });
      return webhookPage(context, request, { ...source, secretNumber });
    }
    case 'hapus':
      return remove(context, request, source);
    default:
      return stay;
  }
}

async function save(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
  source: Source,
  stay: PageAnswer,
): Promise<PageAnswer> {
  const { form } = request;
  const t = workMessages(request.lang);
  const manner = mannerOf(form, t);
  const place = source.kind === 'list' ? placeOf({ ...form, [FIELD.kind]: 'list' }, t) : undefined;
  const problems = [
    ...(manner.ok ? [] : manner.problems),
    ...(place === undefined || place.ok ? [] : place.problems),
  ];
  if (!manner.ok || place?.ok === false) {
    return sourcePage(context, request, source, { values: form, problems });
  }
  const settings = place?.settings;
  const isChanged = settings !== undefined && JSON.stringify(settings) !== JSON.stringify(source.settings);
  await change(context, parts, request, source, { ...manner.manner, ...(isChanged && { settings }) });
  return stay;
}

/** Tries selectors that were changed, without changing anything. */
async function test(
  context: FeatureContext,
  parts: ReadParts,
  request: StaffFormRequest,
  source: Source,
): Promise<PageAnswer> {
  const { form } = request;
  const place = placeOf({ ...form, [FIELD.kind]: 'list' }, workMessages(request.lang));
  if (!place.ok) return sourcePage(context, request, source, { values: form, problems: place.problems });
  const tried = await trySelectors(parts, listSettings.parse(place.settings));
  if (!tried.ok) return sourcePage(context, request, source, { values: form, why: tried.why });
  const trial = tried.found;
  return sourcePage(context, request, source, { values: form, trial, problems: misfits(trial, request) });
}

async function remove(
  context: FeatureContext,
  request: StaffFormRequest,
  source: Source,
): Promise<PageAnswer> {
  const items = typedText(request.form, FIELD.items);
  if (items !== 'tetap' && items !== 'tarik') {
    const problems = [{ field: FIELD.items, problem: workMessages(request.lang).removeChoose }];
    return sourcePage(context, request, source, { problems });
  }
  await context.db.transaction().execute(async (trx) => {
    await removeSource(trx, source, actorOf(request));
    if (items === 'tarik') {
      await context.jobs.send(trx, WITHDRAW_JOB, { source: source.id, title: source.title });
    }
  });
  return { kind: 'moved', to: request.href(WORK_PATH) };
}

async function change(
  { db }: FeatureContext,
  { now }: ReadParts,
  request: StaffFormRequest,
  source: Source,
  to: Parameters<typeof changeSource>[2],
): Promise<void> {
  await db.transaction().execute((trx) => changeSource(trx, source, to, actorOf(request), now()));
}

function actorOf({ staff, address }: StaffFormRequest) {
  return { kind: 'staff', id: staff.id, name: staff.name, address } as const;
}
