import { useState } from 'preact/hooks';
import { stripIdentityNumber } from '../../../domain/nik.ts';
import type { InputProblem } from '../../../sealed-roll/input.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/form.tsx';
import {
  earlyProblem,
  grouped,
  missingDigits,
  NUMBER_LENGTH,
  problemOf,
  problemText,
} from './number-field.ts';
import type { CheckWords } from './words.ts';

export interface NumberFormProps {
  readonly words: CheckWords;
  readonly kind: 'nik' | 'paspor';
  readonly asksNkk: boolean;
  /** False until the page's script runs, so that nobody types into a form that does nothing yet. */
  readonly ready: boolean;
  readonly hidden: boolean;
  readonly problem: InputProblem | null;
  readonly onProblem: (problem: InputProblem | null) => void;
  readonly onKind: (kind: 'nik' | 'paspor') => void;
  readonly onSubmit: () => void;
}

/** No field has a name, so that no browser can send, keep or fill in what is typed. */
const UNSENT = { autocomplete: 'off', autocorrect: 'off', autocapitalize: 'off', spellcheck: false } as const;

/** The number's field, validated on the device while it is typed. */
export function NumberForm(props: NumberFormProps) {
  const { words, kind, problem, ready, hidden } = props;
  const [missing, setMissing] = useState(0);
  const errorOf = (field: InputProblem['field']) =>
    problem?.field === field ? { error: problemText(words, problem) } : {};

  function typed(input: HTMLInputElement): void {
    if (kind === 'paspor') {
      if (problem) props.onProblem(null);
      return;
    }
    group(input);
    setMissing(missingDigits(input.value));
    const isComplete = stripIdentityNumber(input.value).length >= NUMBER_LENGTH;
    if (!problem && !isComplete) return;
    const early = earlyProblem(input.value);
    props.onProblem(early && { field: 'nik', problem: early });
  }

  function left(input: HTMLInputElement, to: EventTarget | null): void {
    // A message that appears now would move the button away from under the finger that is on it.
    if (input.value !== '' && to === null) props.onProblem(problemOf(kind, input.value));
  }

  return (
    <form
      class="stack check-form"
      autocomplete="off"
      novalidate
      hidden={hidden}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <Field
        key={kind}
        id={kind}
        label={words[kind]}
        hint={kind === 'paspor' ? words.pasporHint : missing > 0 ? words.nikMissing(missing) : words.nikHint}
        {...errorOf(kind)}
        big
        input={{
          ...UNSENT,
          inputMode: kind === 'nik' ? 'numeric' : 'text',
          enterkeyhint: 'go',
          disabled: !ready,
          onInput: ({ currentTarget }) => typed(currentTarget),
          onBlur: ({ currentTarget, relatedTarget }) => left(currentTarget, relatedTarget),
        }}
      />
      {props.asksNkk && (
        <Field
          id="nkk"
          label={words.nkk}
          hint={words.nkkHint}
          {...errorOf('nkk')}
          big
          input={{
            ...UNSENT,
            inputMode: 'numeric',
            enterkeyhint: 'go',
            disabled: !ready,
            onInput({ currentTarget }) {
              group(currentTarget);
              if (problem?.field === 'nkk') props.onProblem(null);
            },
          }}
        />
      )}
      <button
        type="button"
        class="link check-kind"
        disabled={!ready}
        onClick={() => props.onKind(kind === 'nik' ? 'paspor' : 'nik')}
      >
        {kind === 'nik' ? words.usePassport : words.useNik}
      </button>
      <Button icon="scan-search" disabled={!ready}>
        {words.check}
      </Button>
    </form>
  );
}

function group(input: HTMLInputElement): void {
  const next = grouped({ text: input.value, caret: input.selectionStart ?? input.value.length });
  if (next.text === input.value) return;
  input.value = next.text;
  input.setSelectionRange(next.caret, next.caret);
}
