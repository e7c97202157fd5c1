import type { Page } from '../../platform/feature.ts';
import type { InputProblem } from '../../sealed-roll/input.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { ErrorSummary, Field, SelectField } from '../../ui/components/form.tsx';
import { AsOf, Notice, Title } from '../../ui/components/text.tsx';
import { NotOnRoll, noAnswerText } from '../../ui/islands/check/answers.tsx';
import type { CheckProps, ResultCard } from '../../ui/islands/check/model.ts';
import { problemText } from '../../ui/islands/check/number-field.ts';
import type { Outcome } from '../../ui/islands/check/outcome.ts';
import { Found } from '../../ui/islands/check/result.tsx';
import { checkWords } from '../../ui/islands/check/words.ts';
import { ELECTION } from './props.ts';

/** Ids of the fields, which an error leads to. */
const FIELD_IDS = { nik: 'nomor', paspor: 'nomor', nkk: 'kk' } as const;

/** The form that sends the number, for people without JavaScript; what was typed never comes back in it. */
export function ByServerForm({
  props,
  problem,
}: {
  readonly props: CheckProps;
  readonly problem?: InputProblem | undefined;
}) {
  const words = checkWords(props.lang);
  const error = problem && problemText(words, problem);
  const isNkk = problem?.field === 'nkk';
  return (
    <div class="stack">
      <Title
        eyebrow={props.election.name}
        title={words.byServerTitle}
        lead={words.lead(props.election.name)}
      />
      {problem && error && (
        <ErrorSummary
          title={words.notPossible}
          errors={[{ text: error, href: `#${FIELD_IDS[problem.field]}` }]}
        />
      )}
      <Notice tone="warn" title={words.byServerWarning}>
        <p>{words.byServerText}</p>
      </Notice>
      <form class="stack" method="post" action={props.paths.check} autocomplete="off">
        <input type="hidden" name={ELECTION} value={props.election.id} />
        <SelectField
          id="jenis"
          name="jenis"
          label={words.kind}
          value={problem?.field === 'paspor' ? 'paspor' : 'nik'}
          options={[
            { value: 'nik', label: words.kindNik },
            { value: 'paspor', label: words.kindPaspor },
          ]}
        />
        <Field
          id={FIELD_IDS.nik}
          label={words.typedNumber}
          hint={words.typedNumberHint}
          {...(error && !isNkk ? { error } : {})}
          big
          input={{ name: 'n', autocomplete: 'off', spellcheck: false, required: true }}
        />
        {(isNkk || props.factors.includes('nkk')) && (
          <Field
            id={FIELD_IDS.nkk}
            label={words.nkk}
            hint={words.nkkHint}
            {...(error && isNkk ? { error } : {})}
            big
            input={{ name: 'kk', inputMode: 'numeric', autocomplete: 'off', spellcheck: false }}
          />
        )}
        <Button icon="upload">{words.byServerSubmit}</Button>
      </form>
      <p>
        <a href={props.paths.how}>{words.how}</a>
      </p>
      {props.asOf.map((line) => (
        <AsOf key={line}>{line}</AsOf>
      ))}
    </div>
  );
}

/** What the server found, in the same words as on the device, and that it was the server that looked. */
export function byServerAnswer(outcome: Outcome, card: ResultCard | undefined, props: CheckProps): Page {
  const words = checkWords(props.lang);
  const title = words.byServerTitle;
  if (outcome.kind === 'not-possible') {
    return {
      title,
      status: 422,
      body: <ByServerForm props={props} problem={outcome.problem} />,
    };
  }
  if (outcome.kind === 'untrusted' || outcome.kind === 'unavailable') {
    const told = noAnswerText(outcome, props, false);
    const tooMany = outcome.kind === 'unavailable' && outcome.why === 'too-many';
    return {
      title,
      status: tooMany ? 429 : 503,
      body: (
        <div class="stack">
          <Title title={title} />
          <Notice tone={outcome.kind === 'untrusted' ? 'bad' : 'warn'} title={told.title}>
            {told.text.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
          <Another props={props} />
        </div>
      ),
    };
  }
  return {
    title,
    body: (
      <div class="stack">
        {card ? (
          <Found card={card} paths={props.paths} />
        ) : (
          <NotOnRoll props={props} lists={outcome.kind === 'not-on-roll' ? outcome.lists : []} byServer />
        )}
        <Notice icon="info">
          <p>{words.byServerDone}</p>
        </Notice>
        <Another props={props} />
      </div>
    ),
  };
}

function Another({ props }: { readonly props: CheckProps }) {
  return (
    <Actions>
      <LinkButton alt icon="arrow-left" href={props.paths.byServer}>
        {checkWords(props.lang).another}
      </LinkButton>
    </Actions>
  );
}
