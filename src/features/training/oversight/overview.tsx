import { textIn } from '../../../domain/item.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { listPhones, mayShowPhones } from '../../../platform/officers/list-phones.ts';
import { placeWords, seatWords } from '../../../platform/officers/words.ts';
import { csvStream } from '../../../platform/tables/write-csv.ts';
import { LinkButton } from '../../../ui/components/button.tsx';
import { FilterChips } from '../../../ui/components/chip.tsx';
import { ContactWays, ShowNumbers } from '../../../ui/components/contact-ways.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { Empty, Pagination, Section, Title } from '../../../ui/components/text.tsx';
import { FigurePane, Window } from '../../../ui/components/window.tsx';
import { COURSES_PATH, MANAGE, OVERSIGHT_PATH, SESSIONS_PATH } from '../constants.ts';
import { readCourses, type StoredCourse } from '../store.ts';
import { oversightMessages } from './messages.ts';
import { countPassed, type Learner, readLearners } from './people.ts';

const PER_PAGE = 50;
const PER_READ = 500;

/** Courses of an area with who has not passed, so that they can be called. */
export async function overviewPage(
  context: FeatureContext,
  request: OverseerRequest,
  shows = false,
): Promise<PageAnswer> {
  const { lang, here, election, area, query, may } = request;
  const t = oversightMessages(lang);
  const courses = await readCourses(context.db, { election, state: 'open' });
  const counts = await countPassed(context.db, { election, area }, courses);
  const shown = courses.find(({ id }) => id === query['kursus']) ?? courses[0];
  return {
    kind: 'page',
    title: t.training,
    body: (
      <div class="stack">
        <Title eyebrow={context.areas.label(area)} title={t.training} lead={t.lead}>
          <LinkButton alt icon="calendar-days" href={here(SESSIONS_PATH)}>
            {t.meetings}
          </LinkButton>
          {may(MANAGE) && (
            <LinkButton alt icon="book-open" href={here(COURSES_PATH)}>
              {t.courses}
            </LinkButton>
          )}
        </Title>
        {courses.length === 0 && (
          <Empty icon="graduation-cap" title={t.noCourses}>
            <p>{t.noCoursesText}</p>
          </Empty>
        )}
        <Window columns={courses.length > 1 ? 2 : 1}>
          {courses.map((course) => {
            const { passed = 0, of = 0 } = counts.find((one) => one.course === course.id) ?? {};
            return (
              <FigurePane
                key={course.id}
                label={textIn(course.title, lang)}
                value={of === 0 ? '–' : `${Math.floor((passed * 100) / of)}%`}
                note={t.passedOf(request.format.number(passed), request.format.number(of))}
              />
            );
          })}
        </Window>
        {shown && (await missingPart(context, request, { courses, shown, shows }))}
      </div>
    ),
  };
}

async function missingPart(
  context: FeatureContext,
  request: OverseerRequest,
  {
    courses,
    shown,
    shows,
  }: { readonly courses: readonly StoredCourse[]; readonly shown: StoredCourse; readonly shows: boolean },
) {
  const { lang, here, area, query, format } = request;
  const t = oversightMessages(lang);
  const page = Math.max(Math.min(Number(query['halaman']) || 1, 10_000), 1);
  const offset = (page - 1) * PER_PAGE;
  const found = await readLearners(context.db, shown, { area, offset, limit: PER_PAGE + 1 });
  const learners = found.slice(0, PER_PAGE);
  const plan = await context.officers.plan(shown.election);
  const phones = shows
    ? await listPhones(
        context,
        request,
        learners.map(({ id }) => id),
        { list: 'training', course: shown.id, page },
      )
    : new Map<string, string>();
  const at = (values: Readonly<Record<string, string>>) =>
    `${here(OVERSIGHT_PATH)}?${new URLSearchParams({ wilayah: area, kursus: shown.id, ...values })}`;
  return (
    <Section title={t.missingIn(textIn(shown.title, lang))} id="belum">
      {courses.length > 1 && (
        <FilterChips
          label={t.course}
          items={courses.map(({ id, title }) => ({
            label: textIn(title, lang),
            href: at({ kursus: id }),
            current: id === shown.id,
          }))}
        />
      )}
      {learners.length === 0 ? (
        <p>{t.nobodyMissing}</p>
      ) : (
        <ul class="window list">
          {learners.map((learner) => (
            <LearnerLine
              key={learner.id}
              learner={learner}
              seat={seatWords(plan, learner, lang)}
              where={placeWords(context, learner)}
              phone={phones.get(learner.id)}
              request={request}
            />
          ))}
        </ul>
      )}
      {!shows && learners.length > 0 && mayShowPhones(request) && (
        <ShowNumbers action={at({ halaman: String(page) })} lang={lang} />
      )}
      <Pagination
        label={t.missing}
        position={t.page(format.number(page))}
        {...(page > 1 && { previous: { href: at({ halaman: String(page - 1) }), label: t.previous } })}
        {...(found.length > PER_PAGE && { next: { href: at({ halaman: String(page + 1) }), label: t.next } })}
      />
      <LinkButton
        alt
        icon="download"
        href={`${here(`${OVERSIGHT_PATH}/belum-lulus.csv`)}?${new URLSearchParams({ wilayah: area, kursus: shown.id })}`}
      >
        {t.csv}
      </LinkButton>
    </Section>
  );
}

function LearnerLine(props: {
  readonly learner: Learner;
  readonly seat: string;
  readonly where: string;
  readonly phone: string | undefined;
  readonly request: OverseerRequest;
}) {
  const { learner, seat, where, phone, request } = props;
  return (
    <li class="contact">
      <a href={request.here(`${OVERSIGHT_PATH}/petugas/${learner.id}`)}>
        <div>
          <b>{learner.name}</b>
          <small>
            {seat}, {where}
          </small>
          <small>{stateWords(learner, request)}</small>
        </div>
        <Icon name="chevron-right" />
      </a>
      {phone !== undefined && <ContactWays name={learner.name} phone={phone} lang={request.lang} />}
    </li>
  );
}

function stateWords(learner: Learner, { lang, format }: OverseerRequest): string {
  const t = oversightMessages(lang);
  const parts = [
    ...(learner.joined ? [] : [t.notJoined]),
    ...(learner.answered > 0 ? [t.answered(format.number(learner.answered))] : []),
    ...(learner.there ? [t.wasThere] : []),
  ];
  return parts.length === 0 ? t.nothingYet : parts.join(', ');
}

const COLUMNS = [
  'nama',
  'tugas',
  'kode_tps',
  'kode_wilayah',
  'wilayah',
  'pelajaran_dijawab',
  'hadir',
  'bergabung',
] as const;

/** Everybody who has not passed a course, as CSV; without telephone numbers, as a file goes further than a page. */
export async function missingCsv(context: FeatureContext, request: OverseerRequest): Promise<Response> {
  const { election, area, query, lang, now } = request;
  const courses = await readCourses(context.db, { election, state: 'open' });
  const course = courses.find(({ id }) => id === query['kursus']) ?? courses[0];
  const plan = await context.officers.plan(election);
  async function* rows(): AsyncGenerator<readonly string[]> {
    if (!course) return;
    for (let offset = 0; ; offset += PER_READ) {
      const found = await readLearners(context.db, course, { area, offset, limit: PER_READ });
      for (const one of found) {
        yield [
          one.name,
          seatWords(plan, one, lang),
          one.place ?? '',
          one.area,
          context.areas.get(one.area)?.name ?? '',
          String(one.answered),
          one.there ? '1' : '0',
          one.joined ? '1' : '0',
        ];
      }
      if (found.length < PER_READ) return;
    }
  }
  return new Response(csvStream(COLUMNS, rows()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="belum-lulus-${now.toPlainDate()}.csv"`,
    },
  });
}
