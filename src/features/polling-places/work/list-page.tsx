import type { Election } from '../../../domain/election.ts';
import { isPollingPlaceCode } from '../../../domain/polling-place.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { FieldProblem, FormValues, StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import { Chip, FilterChips } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { Empty, Notice, Pagination, Section, Title } from '../../../ui/components/text.tsx';
import { ChoiceField, FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { IMPORT_PERMISSION, WORK_PATH } from '../constants.ts';
import { currentElection, listElections } from '../elections.ts';
import { addressLine } from '../links.ts';
import { words } from '../messages.ts';
import { isPast, placesReview } from '../review.ts';
import { type PollingPlaceList, readList } from '../store.ts';
import { KIND, subjectOf } from './content.ts';
import { type FoundPlace, findPlaces, readWords } from './find.ts';
import { AFTER, AREA, ELECTION, REVIEW_UNTIL, WORDS } from './list-names.ts';
import { workMessages } from './messages.ts';

const PAGE_SIZE = 50;
/** The day of the next look that the form suggests. */
const SUGGESTED_DAYS = 30;

/** What was typed into the form below the list, where it was refused. */
interface Typed {
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
}

/** The election that an address names, or the one that people look for now. */
export async function chosenElection(
  context: FeatureContext,
  { query, now }: Pick<StaffRequest, 'query' | 'now'>,
): Promise<{ readonly election: Election | undefined; readonly elections: readonly Election[] }> {
  const elections = await listElections(context);
  const election = elections.find(({ id }) => id === query[ELECTION]) ?? currentElection(elections, now);
  return { election, elections };
}

/** Finds polling places of an election, each with the way to change it. */
export async function listPage(
  context: FeatureContext,
  request: StaffRequest,
  typed?: Typed,
): Promise<PageAnswer> {
  const { lang, href, query } = request;
  const t = workMessages(lang);
  const { election, elections } = await chosenElection(context, request);
  if (!election) {
    return {
      kind: 'page',
      title: t.title,
      within: WORK_PATH,
      body: (
        <Empty icon="map-pinned" title={t.noElections} level={1}>
          <p>{t.noElectionsText}</p>
        </Empty>
      ),
    };
  }
  const office = context.city.electionOffice.id;
  // Operators bring files, editors and reviewers change one; all of them find what they mean here.
  if (!request.may(`${KIND}.write`, office) && !request.may(IMPORT_PERMISSION, office)) {
    throw new Problem(403, 'not-allowed', 'Your role does not include this.');
  }
  const asked = readWords(query[WORDS] ?? '');
  const list = await readList(context.db, election.id);
  const found = asked
    ? await findPlaces(context.db, {
        election: election.id,
        area: villageCodes(context).includes(query[AREA] ?? '') ? query[AREA] : undefined,
        words: asked,
        after: isPollingPlaceCode(query[AFTER] ?? '') ? query[AFTER] : undefined,
        limit: PAGE_SIZE + 1,
      })
    : [];
  const problems = [...(typed?.problems ?? []), ...(asked ? [] : [{ field: WORDS, problem: t.badQuery }])];
  return {
    kind: 'page',
    title: `${t.title}: ${election.name[lang]}`,
    within: WORK_PATH,
    ...(problems.length > 0 && { status: 422 as const }),
    body: (
      <>
        <FormProblems view={{ request, values: {}, problems }} />
        <Title eyebrow={election.name[lang]} title={t.title} lead={t.lead} />
        {elections.length > 1 && (
          <FilterChips
            label={t.elections}
            items={elections.map(({ id, name }) => ({
              label: name[lang],
              href: href(`${WORK_PATH}?${ELECTION}=${id}`),
              current: id === election.id,
            }))}
          />
        )}
        <Actions>
          {request.may(IMPORT_PERMISSION, office) && (
            <LinkButton icon="upload" href={href(`${WORK_PATH}/berkas?${ELECTION}=${election.id}`)}>
              {t.upload}
            </LinkButton>
          )}
          {request.may(`${KIND}.write`, office) && (
            <LinkButton alt icon="inbox" href={href(`/kerja/${KIND}`)}>
              {t.changes}
            </LinkButton>
          )}
          <LinkButton alt icon="external-link" href={href(`/tps/${election.id}`)}>
            {t.toReaders}
          </LinkButton>
        </Actions>
        {list ? (
          <>
            <FindForm context={context} election={election} request={request} problems={problems} />
            <Found found={found} request={request} context={context} election={election} />
            <ReviewSection list={list} election={election} request={request} office={office} typed={typed} />
          </>
        ) : (
          <Empty icon="map-pinned" title={t.noPlaces}>
            <p>{t.noPlacesText}</p>
          </Empty>
        )}
      </>
    ),
  };
}

function villageCodes({ areas, city }: FeatureContext): readonly string[] {
  return areas.children(city.area).flatMap(({ code }) => areas.children(code).map((area) => area.code));
}

interface PartProps {
  readonly context: FeatureContext;
  readonly election: Election;
  readonly request: StaffRequest;
}

function FindForm({
  context,
  election,
  request,
  problems,
}: PartProps & { readonly problems: readonly FieldProblem[] }) {
  const { lang, href, query } = request;
  const t = workMessages(lang);
  const { areas } = context;
  const view = { request, values: query, problems };
  return (
    <form class="form stack" action={href(WORK_PATH)}>
      <input type="hidden" name={ELECTION} value={election.id} />
      <div class="grid items-end gap-4 desk:grid-cols-2">
        <TextField view={view} name={WORDS} label={t.find} hint={t.findHint} optional />
        <ChoiceField
          view={view}
          name={AREA}
          label={t.area}
          options={[
            { value: '', label: t.wholeCity },
            ...villageCodes(context).map((code) => ({ value: code, label: areas.label(code) })),
          ]}
        />
      </div>
      <Actions>
        <Button alt icon="search">
          {t.search}
        </Button>
      </Actions>
    </form>
  );
}

function Found({ found, request, context, election }: PartProps & { readonly found: readonly FoundPlace[] }) {
  const { lang, href, query } = request;
  const t = workMessages(lang);
  const shown = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const to = (after?: string) => {
    const values = new URLSearchParams({ [ELECTION]: election.id });
    for (const name of [WORDS, AREA]) if (query[name]) values.set(name, query[name]);
    if (after !== undefined) values.set(AFTER, after);
    return href(`${WORK_PATH}?${values}`);
  };
  if (shown.length === 0) {
    return (
      <Empty icon="search" title={t.none}>
        <p>{t.noneText}</p>
      </Empty>
    );
  }
  const mayWrite = request.may(`${KIND}.write`, context.city.electionOffice.id);
  return (
    <>
      <ul class="window list">
        {shown.map((one) => (
          <li key={one.place.code}>
            <PlaceLine found={one} request={request} context={context} mayWrite={mayWrite} />
          </li>
        ))}
      </ul>
      {(last || query[AFTER]) && (
        <Pagination
          label={t.pages}
          position=""
          {...(query[AFTER] && { previous: { href: to(), label: t.first } })}
          {...(last && { next: { href: to(last.place.code), label: t.next } })}
        />
      )}
    </>
  );
}

function PlaceLine(props: {
  readonly found: FoundPlace;
  readonly request: StaffRequest;
  readonly context: FeatureContext;
  readonly mayWrite: boolean;
}) {
  const { found, request, context, mayWrite } = props;
  const { place, item } = found;
  const { lang, href } = request;
  const t = workMessages(lang);
  const line = (
    <>
      <div>
        <b>{words(lang).tpsIn(place.displayNumber, context.areas.label(place.area))}</b>
        <small>{addressLine(place)}</small>
        <small>{place.code}</small>
      </div>
      <span class="states">
        {place.withdrawnOn ? (
          <Chip tone="bad" label={t.withdrawn} />
        ) : place.status.kind === 'confirmed' ? (
          <Chip tone="ok" label={t.confirmed} />
        ) : (
          <Chip tone="warn" label={t.provisional} />
        )}
        {item !== undefined && <Chip tone="plain" icon="user" label={t.byStaff} />}
      </span>
    </>
  );
  if (!mayWrite) return <div class="list-line">{line}</div>;
  const subject = encodeURIComponent(subjectOf(place));
  return (
    <a class="item-line" href={href(`/kerja/${KIND}/baru?subjek=${subject}`)}>
      {line}
      <Icon name="chevron-right" />
    </a>
  );
}

/** By when somebody looks at all of them again, and the form that says that somebody did. */
function ReviewSection(props: {
  readonly list: PollingPlaceList;
  readonly election: Election;
  readonly request: StaffRequest;
  readonly office: string;
  readonly typed: Typed | undefined;
}) {
  const { list, election, request, office, typed } = props;
  const { lang, format, href, now } = request;
  const t = workMessages(lang);
  const { checkedOn, by } = placesReview(list, election, now.timeZoneId);
  const suggested = now.toPlainDate().add({ days: SUGGESTED_DAYS }).toString();
  const values = typed?.values ?? { [REVIEW_UNTIL]: suggested };
  return (
    <Section title={t.review}>
      <div class="stack">
        {isPast(by, now) && (
          <Notice tone="warn" title={t.reviewDue}>
            <p>{t.reviewText}</p>
          </Notice>
        )}
        <p>{t.reviewLine(format.date(checkedOn), format.date(by))}</p>
        {request.may(`${KIND}.review`, office) && (
          <form
            class="form stack"
            method="post"
            noValidate
            action={href(`${WORK_PATH}?${ELECTION}=${election.id}`)}
          >
            <TextField
              view={{ request, values, problems: typed?.problems ?? [] }}
              name={REVIEW_UNTIL}
              type="date"
              label={t.reviewUntil}
            />
            <Actions>
              <Button alt icon="badge-check">
                {t.reviewConfirm}
              </Button>
            </Actions>
          </form>
        )}
      </div>
    </Section>
  );
}
