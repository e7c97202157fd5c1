import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../../ui/components/button.tsx';
import { DataTable } from '../../../ui/components/table.tsx';
import { Section } from '../../../ui/components/text.tsx';
import { IMPORT_PATH } from '../constants.ts';
import type { RosterPlan } from '../import/plan.ts';
import { countProblems, firstProblems } from '../import/problems.ts';
import type { RosterProblem } from '../import/shape.ts';
import type { ImportRecord } from '../import/uploads.ts';
import { importMessages, problemWords } from '../import-messages.ts';

/** Of each kind of problem so many are shown; the report has all. */
const MOST_SHOWN = 50;

/** What a file would do, counted. */
export function PlanTable({
  plan,
  leaveGone,
  request,
}: {
  readonly plan: RosterPlan;
  readonly leaveGone: boolean;
  readonly request: OverseerRequest;
}) {
  const { lang, format } = request;
  const t = importMessages(lang);
  const rows = [
    {
      label: t.added,
      count: plan.added,
      note: plan.replaced > 0 && t.replacedNote(format.number(plan.replaced)),
    },
    { label: t.changedRow, count: plan.changed },
    { label: t.moved, count: plan.moved },
    { label: t.unchanged, count: plan.unchanged },
    { label: t.gone, count: plan.gone, note: leaveGone ? t.goneLeave : t.goneStay },
    { label: t.takenSeats, count: plan.taken },
    { label: t.refusedLines, count: plan.refused },
  ];
  return (
    <DataTable
      caption={t.previewTitle}
      hideCaption
      columns={[{ label: t.what }, { label: t.count, numeric: true }]}
      rows={rows.map(({ label, count, note }) => ({
        key: label,
        cells: [note && count > 0 ? `${label} (${note})` : label, format.number(count)],
      }))}
    />
  );
}

interface ProblemLists {
  readonly counts: Readonly<Record<RosterProblem['severity'], number>>;
  readonly refused: readonly RosterProblem[];
  readonly warning: readonly RosterProblem[];
}

/** The first problems of an import, and how many there are. */
export async function problemLists({ db }: FeatureContext, id: string): Promise<ProblemLists> {
  const [counts, refused, warning] = await Promise.all([
    countProblems(db, id),
    firstProblems(db, id, 'refused', MOST_SHOWN),
    firstProblems(db, id, 'warning', MOST_SHOWN),
  ]);
  return { counts, refused, warning };
}

/** What is wrong with lines, and where the whole report is. */
export function ProblemSections(props: {
  readonly lists: ProblemLists;
  readonly record: ImportRecord;
  readonly request: OverseerRequest;
}) {
  const { lists, record, request } = props;
  const { lang, format, here } = request;
  const t = importMessages(lang);
  const { counts } = lists;
  if (counts.refused + counts.warning === 0) return null;
  const title = { refused: t.problems, warning: t.warnings } as const;
  return (
    <>
      {(['refused', 'warning'] as const)
        .filter((severity) => counts[severity] > 0)
        .map((severity) => (
          <Section key={severity} title={title[severity](format.number(counts[severity]))}>
            <ul class="window list">
              {lists[severity].map((problem, at) => (
                <ProblemLine
                  key={`${problem.line}${problem.field}${at}`}
                  problem={problem}
                  request={request}
                />
              ))}
            </ul>
            {counts[severity] > lists[severity].length && (
              <p class="mute">{t.more(format.number(counts[severity] - lists[severity].length))}</p>
            )}
          </Section>
        ))}
      <Actions>
        <LinkButton alt icon="download" href={here(`${IMPORT_PATH}/${record.id}/laporan.csv`)} download>
          {t.report}
        </LinkButton>
      </Actions>
    </>
  );
}

function ProblemLine({
  problem,
  request,
}: {
  readonly problem: RosterProblem;
  readonly request: OverseerRequest;
}) {
  const { lang, format } = request;
  const t = importMessages(lang);
  const { line, field, code, why } = problem;
  const where = field === 'line' ? t.wholeLine(format.number(line)) : t.line(format.number(line), field);
  return (
    <li class="list-line">
      <div>
        <b>
          {where}. {problemWords(lang)[code]}
        </b>
        <small lang="en">{why}</small>
      </div>
    </li>
  );
}
