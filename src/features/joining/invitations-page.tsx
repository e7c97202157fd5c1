import type { OfficerPlan } from '../../domain/officer.ts';
import { villageOfPlace } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type {
  OverseerFormRequest,
  OverseerRequest,
  OverseerRoute,
} from '../../platform/officers/contract.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { ErrorSummary, Field, SelectField } from '../../ui/components/form.tsx';
import { Empty, More, Notice, Section, Title } from '../../ui/components/text.tsx';
import { FigurePane, Window } from '../../ui/components/window.tsx';
import { Tick } from '../../ui/components/workspace-form.tsx';
import { sendsEmail } from './email.ts';
import { MOST_LETTERS } from './letters/split.ts';
import { lettersIn } from './letters/store.ts';
import { LettersList } from './letters-list.tsx';
import { orderEmails, orderPrint, takeBack } from './oversight-deeds.ts';
import { oversightMessages } from './oversight-messages.ts';
import { areaInWords, whereInWords } from './people.ts';
import { committees, countAwaited, overseerArea, type Whom } from './whom.ts';

export const INVITATIONS_PATH = '/undangan';
export const MANAGE = 'officers.manage';
const QUERY = ['wilayah', 'tps', 'badan', 'pemilihan'];

/** Whom to invite, and how: letters, e-mail; and how all that is taken back. */
export function invitationsRoute(context: FeatureContext): OverseerRoute {
  return {
    path: INVITATIONS_PATH,
    query: QUERY,
    permission: MANAGE,
    overseers: true,
    areaOf: async ({ query }) => {
      const { place } = placeOf(query);
      if (place !== undefined) return villageOfPlace(place);
      const area = query['wilayah'] ?? '';
      if (area === '') return 'own';
      return context.areas.get(area) ? area : undefined;
    },
    get: (request) => page(context, request),
    post: (request) => deed(context, request),
  };
}

/** The polling place that is asked for, by its number in a kelurahan. */
function placeOf(query: OverseerRequest['query']): { readonly place?: string; readonly wrong?: true } {
  const number = (query['tps'] ?? '').trim();
  if (number === '') return {};
  const village = (query['wilayah'] ?? '').replaceAll('.', '');
  const place = /^\d{1,3}$/.test(number) ? village + number.padStart(3, '0') : number;
  return villageOfPlace(place) === undefined ? { wrong: true } : { place };
}

function whomOf(request: OverseerRequest, plan: OfficerPlan): Whom {
  const { query, election, area, overseer } = request;
  const body = plan.bodies.find(({ id }) => id === query['badan'])?.id;
  return { election, area, place: placeOf(query).place, body, overseer: overseerArea(overseer) };
}

/** The page's own address with what was chosen. */
function address({ here, query }: OverseerRequest): string {
  const chosen = QUERY.flatMap((name) => (query[name] ? [[name, query[name]]] : []));
  return here(INVITATIONS_PATH) + (chosen.length > 0 ? `?${new URLSearchParams(chosen)}` : '');
}

async function page(
  context: FeatureContext,
  request: OverseerRequest,
  said: { readonly done?: string; readonly problem?: string } = {},
): Promise<PageAnswer> {
  const { lang, format } = request;
  const t = oversightMessages(lang);
  const plan = await context.officers.plan(request.election);
  if (!plan) {
    return {
      kind: 'page',
      title: t.title,
      body: (
        <Empty icon="mail" title={t.noPlan} level={1}>
          <p>{t.noPlanText}</p>
        </Empty>
      ),
    };
  }
  const whom = whomOf(request, plan);
  const counts = await countAwaited(context.db, whom, plan, request.now.toPlainDate());
  const recent = await lettersIn(context.db, whom, context.clock());
  const where = whereInWords(context.areas, whom, lang);
  const figures = [
    { label: t.notJoined, value: counts.awaited },
    { label: t.invited, value: counts.invited },
    { label: t.notInvited, value: counts.awaited - counts.invited },
  ];
  return {
    kind: 'page',
    title: t.title,
    ...(said.problem ? { status: 422 as const } : {}),
    body: (
      <div class="stack">
        {said.problem && (
          <ErrorSummary title={t.revokeTitle} errors={[{ text: said.problem, href: '#batal' }]} />
        )}
        <Title title={t.title} eyebrow={where} lead={t.lead} />
        {said.done && (
          <div role="status">
            <Notice tone="ok">
              <p>{said.done}</p>
            </Notice>
          </div>
        )}
        <Window columns={3}>
          {figures.map(({ label, value }) => (
            <FigurePane key={label} label={label} value={format.number(value)} />
          ))}
        </Window>
        <Choice context={context} request={request} plan={plan} />
        {counts.awaited === 0 ? (
          <Empty icon="circle-check" title={t.nobody}>
            <p>{t.nobodyText}</p>
          </Empty>
        ) : (
          <form class="stack" method="post" action={address(request)}>
            <p class="mute">{t.printHint(format.number(counts.awaited))}</p>
            {counts.awaited > MOST_LETTERS && (
              <Notice>
                <p>
                  {t.printSplit(
                    format.number(MOST_LETTERS),
                    whom.area === context.city.area ? t.insideCity : t.insideDistrict,
                  )}
                </p>
              </Notice>
            )}
            <Actions>
              <Button icon="printer" name="buat" value="surat">
                {t.print}
              </Button>
              {sendsEmail(context) && counts.withEmail > 0 && (
                <Button alt icon="mail" name="buat" value="email">
                  {t.email(format.number(counts.withEmail))}
                </Button>
              )}
            </Actions>
          </form>
        )}
        <LettersList context={context} request={request} plan={plan} letters={recent} />
        {counts.awaited > 0 && <Revoke request={request} where={where} />}
      </div>
    ),
  };
}

function Choice({
  context,
  request,
  plan,
}: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly plan: OfficerPlan;
}) {
  const { lang, here, query, overseer } = request;
  const t = oversightMessages(lang);
  const { areas } = context;
  const inside = areas
    .children(overseer.area)
    .flatMap((area) => [area, ...areas.children(area.code)])
    .map(({ code }) => ({ value: code, label: areaInWords(areas, code, lang) }));
  const place = placeOf(query);
  const error = place.wrong ? { error: t.placeUnknown } : {};
  return (
    <Section title={t.choose}>
      <form class="join-choice" action={here(INVITATIONS_PATH)}>
        {query['pemilihan'] && <input type="hidden" name="pemilihan" value={query['pemilihan']} />}
        {inside.length > 0 && (
          <SelectField
            id="wilayah"
            name="wilayah"
            label={t.area}
            value={query['wilayah'] ?? ''}
            options={[{ value: '', label: t.wholeArea(areaInWords(areas, overseer.area, lang)) }, ...inside]}
          />
        )}
        {inside.length === 0 && <input type="hidden" name="wilayah" value={overseer.area} />}
        <Field
          id="tps"
          label={t.place}
          hint={t.placeHint}
          {...error}
          input={{
            name: 'tps',
            value: query['tps'] ?? '',
            inputMode: 'numeric',
            autocomplete: 'off',
            maxLength: 13,
          }}
        />
        <SelectField
          id="badan"
          name="badan"
          label={t.body}
          value={query['badan'] ?? ''}
          options={[
            { value: '', label: t.anyBody },
            ...plan.bodies.map(({ id, name }) => ({ value: id, label: name[lang] })),
          ]}
        />
        <Button alt icon="filter">
          {t.show}
        </Button>
      </form>
    </Section>
  );
}

function Revoke({ request, where }: { readonly request: OverseerRequest; readonly where: string }) {
  const t = oversightMessages(request.lang);
  return (
    <More summary={t.revokeTitle}>
      <form class="stack" method="post" action={address(request)} id="batal">
        <p>{t.revokeText}</p>
        <Tick type="checkbox" name="yakin" value="ya" label={t.revokeSure} checked={false} />
        <Actions>
          <Button alt icon="circle-x" name="buat" value="batal">
            {t.revoke(where)}
          </Button>
        </Actions>
      </form>
    </More>
  );
}

async function deed(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { form, format, here, lang } = request;
  const t = oversightMessages(lang);
  const plan = await context.officers.plan(request.election);
  // A number that is none must not become "all of the area".
  if (!plan || placeOf(request.query).wrong) return page(context, request);
  const whom = whomOf(request, plan);
  if (form['buat'] === 'surat') {
    const ids = await orderPrint(context, request, whom, plan);
    const [only] = ids;
    if (only === undefined) return page(context, request);
    return {
      kind: 'moved',
      to: ids.length === 1 ? here(`${INVITATIONS_PATH}/surat/${only}`) : address(request),
    };
  }
  if (form['buat'] === 'email' && sendsEmail(context)) {
    const count = await orderEmails(context, request, whom, plan);
    return page(context, request, { done: t.emailQueued(format.number(count)) });
  }
  if (form['buat'] === 'batal') {
    if (form['yakin'] !== 'ya') return page(context, request, { problem: t.revokeUnsure });
    const { election, area, place, overseer } = whom;
    const count = await takeBack(
      context,
      request,
      place === undefined
        ? {
            election,
            area,
            ...(overseer === undefined ? {} : { not: { area: overseer, bodies: committees(plan) } }),
          }
        : { election, place },
    );
    return page(context, request, { done: t.revoked(format.number(count)) });
  }
  return page(context, request);
}
