import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { InputProblem } from '../../../sealed-roll/input.ts';
import { Button } from '../../components/button.tsx';
import { Chip, FilterChips } from '../../components/chip.tsx';
import { ErrorSummary } from '../../components/form.tsx';
import { AsOf, LinkList, Notice, Section, Title } from '../../components/text.tsx';
import { NotOnRoll, noAnswerText } from './answers.tsx';
import { keepCard } from './kept-card.ts';
import type { CheckProps, ResultCard } from './model.ts';
import { problemOf, problemText } from './number-field.ts';
import { NumberForm } from './number-form.tsx';
import { type Outcome, resultCard } from './outcome.ts';
import { fetchPlace } from './place.ts';
import { type CheckStep, Progress, stepText } from './progress.tsx';
import { Found, PrivacyLine } from './result.tsx';
import { checkWords } from './words.ts';

type View =
  | { readonly kind: 'form' }
  | { readonly kind: 'refused'; readonly problem: InputProblem }
  | { readonly kind: 'no-answer'; readonly outcome: Extract<Outcome, { kind: 'untrusted' | 'unavailable' }> }
  | { readonly kind: 'checking'; readonly step: CheckStep }
  | { readonly kind: 'found'; readonly card: ResultCard; readonly saved: 'not-yet' | 'done' | 'refused' }
  | { readonly kind: 'not-on-roll'; readonly lists: readonly string[] };

const FORM: View = { kind: 'form' };

/** Where the focus goes with each change of the view. */
const FOCUS: Readonly<Record<Exclude<View['kind'], 'form'>, string>> = {
  refused: '#error-summary',
  'no-answer': '#no-answer',
  checking: '#checking',
  found: 'h1',
  'not-on-roll': 'h1',
};

/**
 * The check in the browser. The server renders it once, with its form at rest. What is typed stays in the fields: it is
 * in no state of the page, and is gone with the answer or when the page is left.
 */
export function CheckApp({ props }: { readonly props: CheckProps }) {
  const words = checkWords(props.lang);
  const root = useRef<HTMLDivElement>(null);
  const underway = useRef<AbortController | null>(null);
  const [ready, setReady] = useState(false);
  const [kind, setKind] = useState<'nik' | 'paspor'>('nik');
  const [asksNkk, setAsksNkk] = useState(props.factors.includes('nkk'));
  const [problem, setProblem] = useState<InputProblem | null>(null);
  const [view, setView] = useState<View>(FORM);

  function startOver(): void {
    underway.current?.abort();
    for (const input of root.current?.querySelectorAll('input') ?? []) input.value = '';
    setProblem(null);
    setView(FORM);
  }

  useEffect(() => {
    setReady(true);
    // A page that the browser keeps, to come back to, must come back empty.
    addEventListener('pagehide', startOver);
    return () => removeEventListener('pagehide', startOver);
  }, []);

  // Whoever cannot see the change is taken to it.
  useLayoutEffect(() => {
    if (view.kind === 'form') return;
    const target = root.current?.querySelector<HTMLElement>(FOCUS[view.kind]);
    if (target && !target.hasAttribute('tabindex')) target.tabIndex = -1;
    target?.focus();
    if (view.kind === 'found' || view.kind === 'not-on-roll') scrollTo(0, 0);
  }, [view.kind]);

  const typedIn = (id: string) => root.current?.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';

  async function check(): Promise<void> {
    const number = typedIn(kind);
    const early = problemOf(kind, number);
    if (early) {
      setProblem(early);
      setView({ kind: 'refused', problem: early });
      root.current?.querySelector<HTMLElement>(FOCUS.refused)?.focus();
      return;
    }
    const abort = new AbortController();
    underway.current = abort;
    const onStep = (step: CheckStep) => {
      if (!abort.signal.aborted) setView({ kind: 'checking', step });
    };
    onStep('blinding');
    const identity = { kind, number, nkk: typedIn('nkk') };
    const outcome = await outcomeOf(props, identity, abort.signal, onStep);
    if (abort.signal.aborted) return;
    if (outcome.kind !== 'found') return show(outcome);
    onStep('placing');
    const place = await fetchPlace(props, outcome.record.tps);
    if (!abort.signal.aborted) {
      setView({ kind: 'found', card: resultCard(outcome, props, place), saved: 'not-yet' });
    }
  }

  function show(outcome: Exclude<Outcome, { kind: 'found' }>): void {
    switch (outcome.kind) {
      case 'not-possible':
        if (outcome.problem.field === 'nkk') setAsksNkk(true);
        setProblem(outcome.problem);
        setView({ kind: 'refused', problem: outcome.problem });
        break;
      case 'not-on-roll':
        setView(outcome);
        break;
      default:
        setView({ kind: 'no-answer', outcome });
    }
  }

  async function retryPlace(card: ResultCard): Promise<void> {
    const abort = new AbortController();
    underway.current = abort;
    setView({ kind: 'checking', step: 'placing' });
    const place = await fetchPlace(props, card.tps);
    if (abort.signal.aborted) return;
    setView({ kind: 'found', card: place ? { ...card, place } : card, saved: 'not-yet' });
  }

  const isAnswered = view.kind === 'found' || view.kind === 'not-on-roll';
  return (
    <div class={view.kind === 'checking' ? 'stack check-busy' : 'stack'} ref={root}>
      {!isAnswered && <CheckTitle props={props} />}
      {view.kind === 'refused' && (
        <ErrorSummary
          title={words.notPossible}
          errors={[{ text: problemText(words, view.problem), href: `#${view.problem.field}` }]}
        />
      )}
      {view.kind === 'no-answer' && <NoAnswer view={view} props={props} onRetry={check} />}
      {view.kind === 'checking' && <Progress step={view.step} words={words} holders={props.holders} />}
      {!isAnswered && (
        <>
          <NumberForm
            words={words}
            kind={kind}
            asksNkk={asksNkk}
            ready={ready}
            hidden={view.kind === 'checking'}
            problem={problem}
            onProblem={setProblem}
            onKind={(next) => {
              setProblem(null);
              setView(FORM);
              setKind(next);
            }}
            onSubmit={check}
          />
          <PrivacyLine words={words} how={props.paths.how} />
          {props.asOf.map((line) => (
            <AsOf key={line}>{line}</AsOf>
          ))}
          {/* Its room stays, so that nothing moves once the form can be used. */}
          <p class={ready ? 'mute invisible' : 'mute'}>
            <a href={props.paths.byServer}>{words.stuck}</a>
          </p>
          {view.kind !== 'checking' && (
            <>
              <LinkList
                items={[
                  { icon: 'bookmark', title: words.cardTitle, note: words.cardNote, href: props.paths.card },
                ]}
              />
              <OtherElections props={props} />
            </>
          )}
        </>
      )}
      {view.kind === 'found' && (
        <Found
          card={view.card}
          paths={props.paths}
          isPrivate
          save={{
            state: view.saved,
            onSave: () =>
              setView({
                ...view,
                saved: keepCard(view.card, new Date().toISOString()) ? 'done' : 'refused',
              }),
          }}
          onRetryPlace={() => retryPlace(view.card)}
        />
      )}
      {view.kind === 'not-on-roll' && <NotOnRoll props={props} lists={view.lists} />}
      {isAnswered && (
        <Button type="button" alt icon="arrow-left" onClick={startOver}>
          {words.another}
        </Button>
      )}
      <p class="vh" role="status">
        {view.kind === 'checking'
          ? stepText(view.step, words, props.holders)
          : problem && problemText(words, problem)}
      </p>
    </div>
  );
}

/** What is asked of whom, above the form. */
function CheckTitle({ props }: { readonly props: CheckProps }) {
  const words = checkWords(props.lang);
  const { name, phase, votingDay } = props.election;
  const isPast = phase === 'past';
  return (
    <Title
      eyebrow={name}
      title={words.title}
      lead={isPast ? words.pastLead(name, votingDay) : words.lead(name)}
    >
      {isPast && <Chip tone="plain" icon="history" label={words.pastChip} />}
    </Title>
  );
}

function OtherElections({ props }: { readonly props: CheckProps }) {
  if (props.others.length === 0) return null;
  const title = checkWords(props.lang).otherElections;
  return (
    <Section title={title}>
      <FilterChips label={title} items={props.others} />
    </Section>
  );
}

function NoAnswer({
  view,
  props,
  onRetry,
}: {
  readonly view: Extract<View, { kind: 'no-answer' }>;
  readonly props: CheckProps;
  readonly onRetry: () => void;
}) {
  const words = checkWords(props.lang);
  const { title, text } = noAnswerText(view.outcome, props, !navigator.onLine);
  return (
    <div role="alert" tabIndex={-1} id="no-answer">
      <Notice
        tone={view.outcome.kind === 'untrusted' ? 'bad' : 'warn'}
        {...(view.outcome.kind === 'unavailable' && view.outcome.why === 'network'
          ? { icon: 'wifi-off' }
          : {})}
        title={title}
      >
        {text.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <div class="check-retry">
          <Button type="button" alt icon="refresh-cw" onClick={onRetry}>
            {words.checkAgain}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

async function outcomeOf(
  props: CheckProps,
  identity: { readonly kind: 'nik' | 'paspor'; readonly number: string; readonly nkk: string },
  signal: AbortSignal,
  onStep: (step: CheckStep) => void,
): Promise<Outcome> {
  try {
    const { ask } = await import('./ask.ts');
    return await ask(props, identity, { signal, onStep });
  } catch {
    // The module did not come, or something in it broke: there is no answer, and no words of an error may be shown.
    return { kind: 'unavailable', why: navigator.onLine ? 'server' : 'network' };
  }
}
