import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/text.ts';
import { ErrorSummary } from './form.tsx';
import { type FormView, fieldId, nameIn, problemOf, typedList, typedText } from './form-values.ts';
import { FORM_WORDS } from './form-words.ts';
import { Icon } from './icon.tsx';
import { More } from './text.tsx';

interface Common {
  readonly view: FormView;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Says beside the label that it may stay empty; all other fields are asked for. */
  readonly optional?: boolean;
}

/** What is wrong with a form, above it: each line leads to its field. Nothing where nothing is. */
export function FormProblems({ view }: { readonly view: FormView }) {
  if (view.problems.length === 0) return null;
  return (
    <ErrorSummary
      title={FORM_WORDS[view.request.lang].problems}
      errors={view.problems.map(({ field, problem }) => ({ text: problem, href: `#${fieldId(field)}` }))}
    />
  );
}

/** Label, hint and error of one control, which gets their ids. */
function Around({
  view,
  name,
  label,
  hint,
  optional,
  wide,
  children,
}: Common & {
  readonly wide?: boolean;
  readonly children: (control: {
    readonly id: string;
    readonly name: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': 'true' | undefined;
  }) => ComponentChildren;
}) {
  const id = fieldId(name);
  const error = problemOf(view, name);
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim();
  return (
    <div class={wide ? 'field wide' : 'field'}>
      <label for={id}>
        {label}
        {optional && <small> {FORM_WORDS[view.request.lang].optional}</small>}
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children({
        id,
        name,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': error ? 'true' : undefined,
      })}
    </div>
  );
}

function HintAndError({
  id,
  hint,
  error,
}: {
  readonly id: string;
  readonly hint?: string | undefined;
  readonly error: string | undefined;
}) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="circle-alert" />
          {error}
        </p>
      )}
    </>
  );
}

/** Written out, as each type of input has attributes of its own. */
const TYPES = {
  text: { type: 'text' },
  url: { type: 'url' },
  email: { type: 'email' },
  date: { type: 'date' },
  time: { type: 'time' },
  number: { type: 'number' },
} as const;

export interface TextFieldProps extends Common {
  readonly type?: keyof typeof TYPES;
  /** Several lines of plain text; how many are seen at first. */
  readonly rows?: number;
  /** The language that is written in it, where it is not the page's. */
  readonly language?: Language | undefined;
}

/** A line of text, or several; a date or a time by the device's own picker. */
export function TextField({ type = 'text', rows, language, ...field }: TextFieldProps) {
  const value = typedText(field.view.values, field.name);
  const written = language === undefined || language === field.view.request.lang ? undefined : language;
  const short = type === 'date' || type === 'time' || type === 'number';
  return (
    <Around {...field} wide={!short}>
      {(control) =>
        rows === undefined ? (
          <input
            {...control}
            class={short ? 'input short' : 'input'}
            {...TYPES[type]}
            value={value}
            lang={written}
            autocomplete="off"
          />
        ) : (
          <textarea {...control} class="input" rows={rows} lang={written}>
            {value}
          </textarea>
        )
      }
    </Around>
  );
}

export interface MarkdownFieldProps extends Common {
  readonly language?: Language;
  readonly rows?: number;
}

/**
 * Text with marks. With JavaScript it shows below what readers will see while one types (the island
 * `markdown-preview`); without, the form's own preview does.
 */
export function MarkdownField({ language, rows = 12, ...field }: MarkdownFieldProps) {
  const words = FORM_WORDS[field.view.request.lang];
  const written = language === undefined || language === field.view.request.lang ? undefined : language;
  return (
    <div class="md">
      <Around {...field} wide>
        {(control) => (
          <textarea {...control} class="input" rows={rows} lang={written} data-markdown>
            {typedText(field.view.values, field.name)}
          </textarea>
        )}
      </Around>
      <section class="md-preview" hidden aria-label={words.preview(field.label)}>
        <p class="md-head" aria-hidden="true">
          <Icon name="eye" />
          {words.preview(field.label)}
        </p>
        <div class="prose" lang={written} />
        <p class="md-away mute" hidden role="status">
          {words.previewAway}
        </p>
      </section>
      <More summary={words.marks}>
        <ul class="marks">
          {words.markList.map(([mark, meaning]) => (
            <li key={mark}>
              <code>{mark}</code> {meaning}
            </li>
          ))}
        </ul>
      </More>
    </div>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** A choice from a long list, as the device's own picker. */
export function ChoiceField({ options, ...field }: Common & { readonly options: readonly Option[] }) {
  const value = typedText(field.view.values, field.name);
  return (
    <Around {...field}>
      {(control) => (
        <div class="select">
          <select {...control} class="input">
            {options.map((option) => (
              <option key={option.value} value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </div>
      )}
    </Around>
  );
}

/** A choice of a few, all of them seen. */
export function RadioField({ options, ...field }: Common & { readonly options: readonly Option[] }) {
  const value = typedText(field.view.values, field.name);
  return (
    <FieldGroup {...field}>
      {options.map((option) => (
        <Tick
          key={option.value}
          {...option}
          type="radio"
          name={field.name}
          checked={option.value === value}
        />
      ))}
    </FieldGroup>
  );
}

/** Any number of a few. */
export function CheckboxesField({ options, ...field }: Common & { readonly options: readonly Option[] }) {
  const chosen = new Set(typedList(field.view.values, field.name));
  return (
    <FieldGroup {...field}>
      {options.map((option) => (
        <Tick
          key={option.value}
          {...option}
          type="checkbox"
          name={field.name}
          checked={chosen.has(option.value)}
        />
      ))}
    </FieldGroup>
  );
}

/** A tick box or a round one, with its words as one target. */
export function Tick({
  label,
  hint,
  ...input
}: Option & {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly checked: boolean;
  readonly id?: string;
}) {
  return (
    <label class="check">
      <input {...input} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}

/** Fields that belong together under one heading; a problem of the group leads to it. */
export function FieldGroup({
  view,
  name,
  label,
  hint,
  optional,
  children,
}: Common & { readonly children: ComponentChildren }) {
  const id = fieldId(name);
  const error = problemOf(view, name);
  return (
    <fieldset class="field wide" id={id} tabIndex={-1} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>
        {label}
        {optional && <small> {FORM_WORDS[view.request.lang].optional}</small>}
      </legend>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

/**
 * The same fields in both languages: Indonesian first, English below, folded away while nothing is in it. `names` are
 * those of the fields without their language; `nameIn` gives each its own.
 */
export function BothLanguages({
  view,
  names,
  children,
}: {
  readonly view: FormView;
  readonly names: readonly string[];
  readonly children: (language: Language) => ComponentChildren;
}) {
  const words = FORM_WORDS[view.request.lang];
  const english = names.map((name) => nameIn(name, 'en'));
  const isOpen = english.some((name) => typedText(view.values, name) !== '' || problemOf(view, name));
  return (
    <>
      <fieldset class="tongue stack">
        <legend class="vh">{words.inIndonesian}</legend>
        {children('id')}
      </fieldset>
      <details class="tongue" open={isOpen}>
        <summary>
          <Icon name="languages" />
          {words.inEnglish}
          <Icon name="chevron-down" />
        </summary>
        <fieldset class="stack">
          <legend class="vh">{words.inEnglish}</legend>
          {children('en')}
        </fieldset>
      </details>
    </>
  );
}
