import { type FormView, fieldId, problemOf } from './form-values.ts';
import { Icon } from './icon.tsx';

export interface FileFieldProps {
  readonly view: FormView;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What the device offers to choose from: `.csv,.xlsx`. */
  readonly accept: string;
}

/** A file to be read at once, and not kept. */
export function FileField({ view, name, label, hint, accept }: FileFieldProps) {
  const id = fieldId(name);
  const error = problemOf(view, name);
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim();
  return (
    <div class="field wide">
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
        type="file"
        class="input file"
        id={id}
        name={name}
        accept={accept}
        aria-describedby={describedBy || undefined}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  );
}
