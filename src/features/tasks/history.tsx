import type { PageRequest } from '../../platform/feature.ts';
import { Icon } from '../../ui/components/icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { messages } from './messages.ts';
import type { StoredReport } from './reports.ts';
import type { DatedTask } from './task-book.ts';
import { nameOf, valueInWords } from './words.ts';

const ICON: Readonly<Record<StoredReport['kind'], IconName>> = {
  done: 'circle-check',
  undo: 'circle-x',
  settle: 'scale',
  reopen: 'history',
};
/** A phone without a network sends later; what came within this is not worth a word. */
const LATER_MINUTES = 10;

/** All that was sent of a task, the newest first, also what no longer counts. */
export function History(props: {
  readonly task: DatedTask;
  readonly reports: readonly StoredReport[];
  readonly names: ReadonlyMap<string, string>;
  readonly request: Pick<PageRequest, 'lang' | 'format'>;
  /** Where a photo is read; absent: it is not shown here. */
  readonly photoHref?: (photo: string) => string;
}) {
  const { task, reports, names, request, photoHref } = props;
  const { lang, format } = request;
  const t = messages(lang);
  const said = { done: t.historyDone, undo: t.historyUndo, settle: t.historySettle, reopen: t.historyReopen };
  return (
    <ul class="window list task-history">
      {reports.toReversed().map((report) => (
        <li key={report.id}>
          <div class="list-line">
            <Icon name={ICON[report.kind]} />
            <div>
              <b>{said[report.kind](nameOf(report, names, lang))}</b>
              {'value' in report && report.value !== null && (
                <p>{valueInWords(task, report.value, lang, format)}</p>
              )}
              {report.note !== undefined && <p>{report.note}</p>}
              <small>
                {format.dateTime(report.doneAt)}
                {cameLater(report) && `, ${t.sentLater(format.dateTime(report.receivedAt))}`}
              </small>
              {report.photo !== undefined && photoHref && (
                <img
                  class="task-photo"
                  src={photoHref(report.photo)}
                  alt={t.photoAlt(task.title[lang])}
                  loading="lazy"
                />
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function cameLater({ doneAt, receivedAt }: StoredReport): boolean {
  return Temporal.Instant.compare(doneAt.add({ minutes: LATER_MINUTES }), receivedAt) < 0;
}
