import type { FeatureContext, FormRequest } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import { checkRegistration, type Transport, Unavailable } from '../../sealed-roll/client.ts';
import { evaluateBodySchema, MAX_WINDOW_ELEMENTS } from '../../sealed-roll/evaluate.ts';
import type { TypedIdentity } from '../../sealed-roll/input.ts';
import type { CheckProps, PlaceCard } from '../../ui/islands/check/model.ts';
import { combine, type ListAnswer, type Outcome } from '../../ui/islands/check/outcome.ts';
import { messages } from './messages.ts';
import { voterCheckOf } from './service.ts';
import type { PublishedRoll } from './store.ts';

/**
 * The device's part of a check, done here for people without JavaScript: by the same client, over the same service, with
 * the same budget. Nothing of the number outlives the request.
 */
export async function checkByServer(
  context: FeatureContext,
  rolls: readonly PublishedRoll[],
  props: CheckProps,
  identity: TypedIdentity,
  address: string,
): Promise<Outcome> {
  const transport = inProcess(context, address);
  const answers = await Promise.all(
    rolls.map(async ({ roll_id: rollId, list }): Promise<ListAnswer> => {
      const meant = { election: props.election.id, list };
      const check = { transport, rollId, meant, identity, issuers: props.issuers };
      return { list, result: await checkRegistration(check) };
    }),
  );
  return combine(answers, props);
}

function inProcess(context: FeatureContext, address: string): Transport {
  const service = voterCheckOf(context);
  const body = evaluateBodySchema(MAX_WINDOW_ELEMENTS);
  return {
    header: (rollId) => answering(() => service.rolls.use(rollId, ({ roll }) => roll.head)),
    bucket: (rollId, index) => answering(() => service.rolls.use(rollId, ({ roll }) => roll.bucket(index))),
    evaluate: (rollId, request) =>
      answering(async () => ({
        evaluations: await service.evaluate(rollId, body.parse(request), { address }),
      })),
  };
}

/** A transport throws nothing but Unavailable; what is no foreseen problem goes on to the error page. */
async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const seconds = Number(error.headers['retry-after']);
    const retryAfter = Number.isNaN(seconds) ? undefined : seconds;
    const { holder } = error.members;
    if (error.status === 429) throw new Unavailable('too-many', { retryAfter });
    if (typeof holder === 'string') throw new Unavailable('holder', { holder, retryAfter });
    throw new Unavailable(error.status === 404 ? 'no-such-roll' : 'server', { retryAfter });
  }
}

/** The polling place in brief; its own page has the rest. Undefined where it could not be had. */
export async function placeInBrief(
  { capabilities, log }: Pick<FeatureContext, 'capabilities' | 'log'>,
  { election }: Pick<CheckProps, 'election'>,
  tps: string,
  { href, lang }: Pick<FormRequest, 'href' | 'lang'>,
): Promise<PlaceCard | undefined> {
  try {
    const view = await capabilities.pollingPlaces?.find(election.id, tps);
    if (!view) return undefined;
    const { place, village, district, comparison } = view;
    const words = messages(lang);
    const before = comparison.from
      .filter(({ sameSite }) => !sameSite)
      .map(({ place: earlier }) => earlier.displayNumber);
    const page = href(`/tps/${place.election}/${place.code}`);
    return {
      number: place.displayNumber,
      village: words.village(village.kind, village.name),
      district: words.district(district.name),
      facts: [
        {
          icon: 'map-pin',
          text: place.name === undefined ? place.address : `${place.name}, ${place.address}`,
        },
        ...(before.length > 0
          ? [{ icon: 'arrow-right' as const, text: words.moved(before.join(', ')) }]
          : []),
      ],
      links: { page, calendar: `${page}/kalender.ics` },
    };
  } catch (error) {
    log.warn({ err: error }, 'a polling place could not be had for a check');
    return undefined;
  }
}
