import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { Icon } from './icon.tsx';

export interface FieldProps {
  /** Id of the input; hint and error hang on it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  /** The attributes of the input; name, type, inputMode, autocomplete and so on. */
  readonly input: InputHTMLAttributes<HTMLInputElement>;
  /** Large spaced figures, for a number that is compared with a card. */
  readonly big?: boolean;
}

/** A label, a hint, an error and the input they belong to. */
export function Field({ id, label, hint, error, input, big }: FieldProps) {
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim();
  return (
    <div class="field">
      <label for={id}>{label}</label>
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
      <input
        {...input}
        id={id}
        class={big ? 'input big' : 'input'}
        aria-describedby={describedBy || undefined}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  );
}

export interface SelectFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A choice from a list, as the device's own picker. */
export function SelectField({ id, name, label, hint, value, options }: SelectFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="select">
        <select class="input" id={id} name={name} aria-describedby={hint ? `${id}-hint` : undefined}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </div>
    </div>
  );
}

export interface ErrorSummaryProps {
  readonly title: string;
  /** One line per fault, each leading to its field. */
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly children?: ComponentChildren;
}

/**
 * What is wrong with a form, above it. It takes the focus when the page opens, so that a screen reader begins here
 * and the keyboard goes on to the fields.
 */
export function ErrorSummary({ title, errors, children }: ErrorSummaryProps) {
  return (
    <div class="errors" id="error-summary" role="alert" tabIndex={-1} autofocus>
      <h2>
        <Icon name="circle-alert" />
        {title}
      </h2>
      {children}
      <ul>
        {errors.map(({ text, href }) => (
          <li key={href + text}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
