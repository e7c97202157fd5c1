import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { StaffRequest } from '../../../platform/workspace/contract.ts';
import { Actions, LinkButton } from '../../../ui/components/button.tsx';
import { FilterChips } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { Empty, Title } from '../../../ui/components/text.tsx';
import { WORK_PATH, yearPath } from '../constants.ts';
import { workMessages } from '../messages.ts';
import { HolidayWords } from '../page.tsx';
import { readYear, readYears } from '../store.ts';

/** The year that an address asks for; the present one where it names none. */
export function yearOf({ query, now }: Pick<StaffRequest, 'query' | 'now'>): number {
  const { tahun = '' } = query;
  return /^(19|20)\d{2}$/.test(tahun) ? Number(tahun) : now.year;
}

/** The holidays of a year, each to be changed. */
export async function listPage({ db }: FeatureContext, request: StaffRequest): Promise<PageAnswer> {
  const { lang, href, format, now } = request;
  const t = workMessages(lang);
  const year = yearOf(request);
  const [holidays, recorded] = await Promise.all([readYear(db, year), readYears(db)]);
  const years = [...new Set([now.year + 1, now.year, year, ...recorded])].sort((a, b) => b - a);
  return {
    kind: 'page',
    title: `${t.title} ${year}`,
    within: WORK_PATH,
    body: (
      <>
        <Title title={`${t.title} ${year}`} lead={t.lead} />
        <FilterChips
          label={t.years}
          items={years.map((one) => ({
            label: String(one),
            href: href(`${WORK_PATH}?tahun=${one}`),
            current: one === year,
          }))}
        />
        <Actions>
          <LinkButton icon="plus" href={href(`${WORK_PATH}/baru?tahun=${year}`)}>
            {t.add}
          </LinkButton>
          <LinkButton alt icon="upload" href={href(`${WORK_PATH}/berkas`)}>
            {t.upload}
          </LinkButton>
          {holidays.length > 0 && (
            <LinkButton alt icon="external-link" href={href(yearPath(year))}>
              {t.toReaders}
            </LinkButton>
          )}
        </Actions>
        {holidays.length === 0 ? (
          <Empty icon="calendar-days" title={t.none(String(year))}>
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <>
            <p class="mute">{t.count(format.number(holidays.length))}</p>
            <ul class="window list">
              {holidays.map((holiday) => (
                <li key={holiday.id}>
                  <a href={href(`${WORK_PATH}/${holiday.id}`)}>
                    <HolidayWords holiday={holiday} request={request} />
                    <Icon name="chevron-right" />
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  };
}
