import { findBody, findRole, type OfficerPlan } from '../../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { FilterChips } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { DataTable } from '../../../ui/components/table.tsx';
import { BackLink, Empty, Pagination, Section, Title } from '../../../ui/components/text.tsx';
import { OVERSIGHT_PATH } from '../constants.ts';
import { type DatedTask, tasksOf } from '../task-book.ts';
import { dueInWords, valueInWords } from '../words.ts';
import { AreaCrumbs } from './area-crumbs.tsx';
import { countByArea, countTasks } from './counts.ts';
import { HOLDER_FILTERS, type HolderFilter, type HolderRow, MOST_PAGES, readHolders } from './holders.ts';
import { oversightMessages } from './messages.ts';
import { listAddress } from './paths.ts';
import { placeInWords } from './places.ts';

/** One task in an area: who has done it, and who has not. */
export async function taskPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  const { lang, election, area, params, here, format, now } = request;
  const task = (await tasksOf(context, election)).find(({ id }) => id === params['task']);
  if (!task) return { kind: 'missing' };
  const t = oversightMessages(lang);
  const { filter, page } = asked(request);
  const scope = { election, area };
  const [list, [count], plan, inside] = await Promise.all([
    readHolders(context.db, scope, task, { filter, page }),
    countTasks(context.db, scope, [task]),
    context.officers.plan(election),
    area.split('.').length < 4 ? countByArea(context.db, scope, task) : [],
  ]);
  const address = (query: Readonly<Record<string, string | undefined>>) =>
    here(listAddress(`${OVERSIGHT_PATH}/${task.id}`, { wilayah: area, keadaan: filter, ...query }));
  const figures = {
    belum: (count?.asked ?? 0) - (count?.done ?? 0) - (count?.conflicts ?? 0),
    sudah: count?.done ?? 0,
    beda: count?.conflicts ?? 0,
  };
  return {
    kind: 'page',
    title: task.title[lang],
    within: here(OVERSIGHT_PATH),
    body: (
      <>
        <BackLink
          href={here(listAddress(OVERSIGHT_PATH, { wilayah: area, badan: task.body }))}
          label={t.title}
        />
        <AreaCrumbs context={context} request={request} href={(code) => address({ wilayah: code })} />
        <Title
          eyebrow={context.areas.label(area)}
          title={task.title[lang]}
          lead={dueInWords(task, { lang, format, now })}
        />
        <FilterChips
          label={t.filters}
          items={HOLDER_FILTERS.map((one) => ({
            label: `${t[one]} ${format.number(Math.max(0, figures[one]))}`,
            href: address({ keadaan: one }),
            current: one === filter,
          }))}
        />
        {inside.length > 1 && (
          <Section title={t.byArea}>
            <DataTable
              caption={t.byArea}
              hideCaption
              columns={[
                { label: t.areaColumn },
                { label: t.doneColumn, numeric: true },
                { label: t.askedColumn, numeric: true },
                { label: t.missingColumn, numeric: true },
              ]}
              rows={inside.map((one) => ({
                key: one.area,
                cells: [
                  <a href={address({ wilayah: one.area })}>
                    {context.areas.get(one.area)?.name ?? one.area}
                  </a>,
                  format.number(one.done),
                  format.number(one.asked),
                  format.number(one.asked - one.done),
                ],
              }))}
            />
          </Section>
        )}
        {list.rows.length === 0 ? (
          <Empty
            icon="list-checks"
            title={{ belum: t.allDone, sudah: t.noneDone, beda: t.noneDiffer }[filter]}
          />
        ) : (
          <ul class="window list">
            {list.rows.map((row) => (
              <li key={row.holder}>
                <a href={here(`${OVERSIGHT_PATH}/${task.id}/${row.holder}`)}>
                  <HolderLine row={row} task={task} plan={plan} context={context} request={request} />
                  <Icon name="chevron-right" />
                </a>
              </li>
            ))}
          </ul>
        )}
        {(list.more || page > 1) && (
          <Pagination
            label={t.pages}
            position={t.page(format.number(page))}
            {...(page > 1 && {
              previous: { href: address({ halaman: String(page - 1) }), label: t.previous },
            })}
            {...(list.more &&
              page < MOST_PAGES && {
                next: { href: address({ halaman: String(page + 1) }), label: t.next },
              })}
          />
        )}
      </>
    ),
  };
}

function asked({ query }: OverseerRequest): { readonly filter: HolderFilter; readonly page: number } {
  const page = /^[1-9]\d{0,2}$/.test(query['halaman'] ?? '') ? Number(query['halaman']) : 1;
  return {
    filter: HOLDER_FILTERS.find((one) => one === query['keadaan']) ?? 'belum',
    page: Math.min(page, MOST_PAGES),
  };
}

function HolderLine({
  row,
  task,
  plan,
  context,
  request,
}: {
  readonly row: HolderRow;
  readonly task: DatedTask;
  readonly plan: OfficerPlan | undefined;
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
}) {
  const { lang, format } = request;
  const where = placeInWords(context, { place: row.place, area: row.area });
  const body = plan && findBody(plan, task.body);
  const role = body && row.role !== undefined ? findRole(body, row.role)?.name[lang] : undefined;
  return (
    <div>
      <b>{row.name ?? where}</b>
      <small>
        {[
          row.name === undefined ? undefined : where,
          role,
          row.value === null ? undefined : valueInWords(task, row.value, lang, format),
          row.doneAt && format.dateTime(row.doneAt),
          row.againSince && oversightMessages(lang).againSince(format.dateTime(row.againSince)),
        ]
          .filter((part) => part !== undefined)
          .join(', ')}
      </small>
    </div>
  );
}
