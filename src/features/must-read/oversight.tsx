import { textIn } from '../../domain/item.ts';
import type { Officer } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { HomePane, OverseerRequest, OverseerWaiting } from '../../platform/officers/contract.ts';
import { listPhones, mayShowPhones } from '../../platform/officers/list-phones.ts';
import { placeWords, seatWords } from '../../platform/officers/words.ts';
import { csvStream } from '../../platform/tables/write-csv.ts';
import { LinkButton } from '../../ui/components/button.tsx';
import { Chip } from '../../ui/components/chip.tsx';
import { ContactWays, ShowNumbers } from '../../ui/components/contact-ways.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { BackLink, Empty, Pagination, Title } from '../../ui/components/text.tsx';
import { Bar } from '../../ui/components/window.tsx';
import { OVERSIGHT_PATH } from './constants.ts';
import { messages } from './messages.ts';
import { type Count, countNamed, countReaders, type Reader, readInstructions, readReaders } from './store.ts';

const PER_PAGE = 50;
const PER_READ = 500;

/** What officers of an area must read now, and how many did. */
export async function overviewPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, here, href, format, election, area, now, may } = request;
  const t = messages(lang);
  const counts = await countReaders(context.db, { election, area, now: now.toInstant() });
  return {
    kind: 'page',
    title: t.title,
    body: (
      <div class="stack">
        <Title eyebrow={context.areas.label(area)} title={t.title} lead={t.oversightLead}>
          {may('announcement.write') && (
            <LinkButton alt icon="pencil" href={href('/kerja/announcement/baru')}>
              {t.write}
            </LinkButton>
          )}
        </Title>
        {may('announcement.write') && <p class="mute">{t.writeHint}</p>}
        {counts.length === 0 && <Empty icon="megaphone" title={t.empty} />}
        {counts.length > 0 && (
          <ul class="window list">
            {counts.map((count) => (
              <li key={count.item}>
                <a
                  href={`${here(`${OVERSIGHT_PATH}/${count.item}`)}?${new URLSearchParams({ wilayah: area })}`}
                >
                  <Icon name="megaphone" />
                  <div>
                    <b>{textIn(count.title, lang)}</b>
                    <small>{t.published(format.dateTime(count.since))}</small>
                    <Bar value={count.read} max={Math.max(count.of, 1)} label={countWords(count, request)} />
                    <small>{countWords(count, request)}</small>
                  </div>
                  <Icon name="chevron-right" />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    ),
  };
}

function countWords({ read, of }: Count, { lang, format }: OverseerRequest): string {
  return messages(lang).readOf(format.number(read), format.number(of));
}

/** Who has not read an instruction yet, to be called. */
export async function itemPage(
  context: FeatureContext,
  request: OverseerRequest,
  shows = false,
): Promise<PageAnswer> {
  const { lang, here, format, election, area, now, query, params } = request;
  const t = messages(lang);
  const item = params['item'] ?? '';
  const [count] = await countReaders(context.db, { election, area, now: now.toInstant(), item });
  if (!count) return { kind: 'missing' };
  const page = Math.max(Math.min(Number(query['halaman']) || 1, 10_000), 1);
  const found = await readReaders(context.db, {
    ...{ election, area, item, now: now.toInstant(), only: 'missing' },
    offset: (page - 1) * PER_PAGE,
    limit: PER_PAGE + 1,
  });
  const readers = found.slice(0, PER_PAGE);
  const plan = await context.officers.plan(election);
  const phones = shows
    ? await listPhones(
        context,
        request,
        readers.map(({ id }) => id),
        { list: 'must-read', item, page },
      )
    : new Map<string, string>();
  const path = here(`${OVERSIGHT_PATH}/${item}`);
  const at = (number: number) => `${path}?${new URLSearchParams({ wilayah: area, halaman: String(number) })}`;
  return {
    kind: 'page',
    title: textIn(count.title, lang),
    body: (
      <div class="stack">
        <BackLink href={`${here(OVERSIGHT_PATH)}?${new URLSearchParams({ wilayah: area })}`} label={t.back} />
        <Title
          eyebrow={context.areas.label(area)}
          title={textIn(count.title, lang)}
          lead={countWords(count, request)}
        >
          <LinkButton
            alt
            icon="download"
            href={`${path}/tanda-terima.csv?${new URLSearchParams({ wilayah: area })}`}
          >
            {t.csv}
          </LinkButton>
        </Title>
        {readers.length === 0 && <p>{t.nobodyMissing}</p>}
        {readers.length > 0 && (
          <ul class="window list">
            {readers.map((reader) => {
              const phone = phones.get(reader.id);
              return (
                <li key={reader.id} class="contact">
                  <div>
                    <b>{reader.name}</b>
                    <br />
                    <small>
                      {seatWords(plan, reader, lang)}, {placeWords(context, reader)}
                    </small>
                    <p>
                      <ReaderState reader={reader} lang={lang} />
                    </p>
                  </div>
                  {phone !== undefined && <ContactWays name={reader.name} phone={phone} lang={lang} />}
                </li>
              );
            })}
          </ul>
        )}
        {!shows && readers.length > 0 && mayShowPhones(request) && (
          <ShowNumbers action={at(page)} lang={lang} />
        )}
        <Pagination
          label={t.measureMissing}
          position={t.page(format.number(page))}
          {...(page > 1 && { previous: { href: at(page - 1), label: t.previous } })}
          {...(found.length > PER_PAGE && { next: { href: at(page + 1), label: t.next } })}
        />
      </div>
    ),
  };
}

function ReaderState({ reader, lang }: { readonly reader: Reader; readonly lang: OverseerRequest['lang'] }) {
  const t = messages(lang);
  if (!reader.joined) return <Chip tone="plain" label={t.notJoined} />;
  return reader.named ? <Chip tone="bad" label={t.late} /> : <Chip tone="warn" label={t.notYet} />;
}

const COLUMNS = ['nama', 'tugas', 'kode_tps', 'kode_wilayah', 'wilayah', 'bergabung', 'dibaca'] as const;

/** Everybody who must read an instruction, each with the moment of reading, as CSV. */
export async function receiptsCsv(context: FeatureContext, request: OverseerRequest): Promise<Response> {
  const { election, area, params, lang, now } = request;
  const plan = await context.officers.plan(election);
  async function* rows(): AsyncGenerator<readonly string[]> {
    for (let offset = 0; ; offset += PER_READ) {
      const found = await readReaders(context.db, {
        ...{ election, area, item: params['item'] ?? '', now: now.toInstant(), only: 'all' },
        offset,
        limit: PER_READ,
      });
      for (const one of found) {
        yield [
          one.name,
          seatWords(plan, one, lang),
          one.place ?? '',
          one.area,
          context.areas.get(one.area)?.name ?? '',
          one.joined ? '1' : '0',
          one.readAt === null
            ? ''
            : one.readAt
                .toZonedDateTimeISO(now.timeZoneId)
                .toString({ timeZoneName: 'never', smallestUnit: 'second' }),
        ];
      }
      if (found.length < PER_READ) return;
    }
  }
  return new Response(csvStream(COLUMNS, rows()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="tanda-terima-${now.toPlainDate()}.csv"`,
    },
  });
}

/** Tells a PPK or PPS how many of theirs are late; staff see that in their figures. */
export async function waiting(
  { db }: FeatureContext,
  request: OverseerRequest,
): Promise<readonly OverseerWaiting[]> {
  const { overseer, election, area, now, lang, format } = request;
  if (overseer.kind !== 'officer') return [];
  const { officers, since } = await countNamed(db, { election, area, now: now.toInstant() });
  if (officers === 0 || since === null) return [];
  const t = messages(lang);
  return [
    {
      icon: 'megaphone',
      title: t.waitingTitle(format.number(officers)),
      note: t.waitingNote,
      path: OVERSIGHT_PATH,
      since,
      urgent: true,
    },
  ];
}

/** What an officer has read, on the page about them. */
export async function readingPane(
  { db }: FeatureContext,
  officer: Officer,
  { lang, format, now }: OverseerRequest,
): Promise<HomePane | undefined> {
  const instructions = await readInstructions(db, officer, now.toInstant());
  if (instructions.length === 0) return undefined;
  const t = messages(lang);
  const unread = instructions.filter(({ readAt }) => readAt === null);
  const isLate = unread.some(({ named }) => named);
  return {
    order: 30,
    icon: 'megaphone',
    title: t.title,
    tone: unread.length === 0 ? 'ok' : isLate ? 'bad' : 'warn',
    note: unread.length === 0 ? t.allRead : t.unreadCount(format.number(unread.length)),
    rows: instructions.map((one) => ({
      title: textIn(one.title, lang),
      ...(one.readAt && { note: t.readAt(format.dateTime(one.readAt)) }),
      state: one.readAt
        ? { label: t.read, tone: 'ok' as const }
        : { label: one.named ? t.late : t.notYet, tone: one.named ? ('bad' as const) : ('warn' as const) },
    })),
  };
}
