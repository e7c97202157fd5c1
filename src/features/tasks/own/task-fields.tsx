import { stateAfter } from '../../../domain/task-report.ts';
import type { OfficerRequest } from '../../../platform/officers/contract.ts';
import { Field } from '../../../ui/components/form.tsx';
import { fieldId } from '../../../ui/components/form-values.ts';
import { messages } from '../messages.ts';
import type { StoredReport } from '../reports.ts';
import type { DatedTask } from '../task-book.ts';
import { valueInWords } from '../words.ts';

const ANSWER = 'answer';
const NOTE = 'note';

interface TaskAsked {
  readonly task: DatedTask;
  readonly request: OfficerRequest;
}

/** What a task asks for beside the tick, and a note. */
export function AnswerFields({ task, request }: TaskAsked) {
  const { lang, format } = request;
  const t = messages(lang);
  const { answer } = task;
  return (
    <>
      {answer?.kind === 'number' && (
        <Field
          id={fieldId(`${task.id}-${ANSWER}`)}
          label={t.answerNumber(answer.unit[lang])}
          hint={t.answerNumberHint(format.number(answer.least), format.number(answer.most))}
          big
          input={{
            name: ANSWER,
            inputMode: 'numeric',
            autocomplete: 'off',
            required: true,
            maxLength: 12,
            pattern: '[0-9., ]+',
          }}
        />
      )}
      {answer?.kind === 'choice' && (
        <fieldset class="field group">
          <legend>{t.answerChoice}</legend>
          {answer.options.map(({ id, label }) => (
            <Choice key={id} value={id} label={label[lang]} required />
          ))}
        </fieldset>
      )}
      <NoteField task={task} request={request} />
    </>
  );
}

/** The answers that differ, to choose from, and another number. */
export function SettleFields({
  task,
  request,
  reports,
  names,
}: TaskAsked & {
  readonly reports: readonly StoredReport[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const { lang, format, officer } = request;
  const t = messages(lang);
  const state = stateAfter(reports);
  const claims = state.kind === 'conflict' ? state.between : [];
  const values = [...new Set(claims.map(({ value }) => value))];
  const saying = (value: (typeof values)[number]) =>
    claims
      .filter((claim) => claim.value === value)
      .map((claim) => (claim.officer === officer.id ? t.you : (names.get(claim.officer) ?? t.somebody)))
      .join(', ');
  const isNumber = task.answer?.kind === 'number';
  return (
    <>
      <fieldset class="field group">
        <legend>{t.settleLegend}</legend>
        {values.map((value) => (
          <Choice
            key={String(value)}
            value={value === null ? '' : String(value)}
            label={valueInWords(task, value, lang, format)}
            hint={saying(value)}
            required={!isNumber}
          />
        ))}
      </fieldset>
      {isNumber && (
        <Field
          id={fieldId(`${task.id}-other`)}
          label={t.settleOther}
          hint={t.settleOtherHint}
          input={{
            name: ANSWER,
            inputMode: 'numeric',
            autocomplete: 'off',
            maxLength: 12,
            pattern: '[0-9., ]+',
          }}
        />
      )}
      <NoteField task={task} request={request} />
    </>
  );
}

function Choice({
  value,
  label,
  hint,
  required,
}: {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
}) {
  return (
    <label class="check">
      <input type="radio" name={ANSWER} value={value} required={required} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}

function NoteField({ task, request }: TaskAsked) {
  const t = messages(request.lang);
  const id = fieldId(`${task.id}-${NOTE}`);
  return (
    <div class="field wide">
      <label for={id}>{t.note}</label>
      <p class="hint" id={`${id}-hint`}>
        {t.noteHint}
      </p>
      <textarea class="input" id={id} name={NOTE} rows={2} maxLength={500} aria-describedby={`${id}-hint`} />
    </div>
  );
}
