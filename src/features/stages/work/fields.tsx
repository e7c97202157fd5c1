import { STAGE_KINDS } from '../../../domain/stage.ts';
import type { FieldsView } from '../../../platform/publishing/kind.ts';
import { nameIn, problemOf, typedText } from '../../../ui/components/form-values.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { Notice } from '../../../ui/components/text.tsx';
import { BothLanguages, ChoiceField, RadioField, TextField } from '../../../ui/components/workspace-form.tsx';
import { WORK_PATH } from '../constants.ts';
import { CARRIED } from './form.ts';
import { kindWords, workMessages } from './messages.ts';

/** The fields of a stage's form. */
export function StageFields({ view }: { readonly view: FieldsView }) {
  const { request, values, choices = {} } = view;
  const { lang, href } = request;
  const t = workMessages(lang);
  if (typedText(values, CARRIED.stage) === '') {
    return (
      <Notice tone="warn" title={t.noSubject}>
        <p>
          <a href={href(WORK_PATH)}>{t.toList}</a>
        </p>
      </Notice>
    );
  }
  return (
    <>
      {[...Object.values(CARRIED), 'geo'].map((name) => (
        <input key={name} type="hidden" name={name} value={typedText(values, name)} />
      ))}
      <p class="lead">
        {t.ofElection(typedText(values, nameIn('name', 'id')), choices['election']?.[0]?.label ?? '')}
      </p>
      <p class="hint">{t.dateHint}</p>
      <div class="pair">
        <TextField view={view} name="start-day" type="date" label={t.start} optional />
        <TextField view={view} name="start-time" type="time" label={t.startTime} optional />
      </div>
      <div class="pair">
        <TextField view={view} name="end-day" type="date" label={t.end} optional />
        <TextField view={view} name="end-time" type="time" label={t.endTime} optional />
      </div>
      <BothLanguages view={view} names={['name', 'citizen']}>
        {(language) => (
          <>
            <TextField view={view} name={nameIn('name', language)} label={t.name} language={language} />
            <TextField
              view={view}
              name={nameIn('citizen', language)}
              label={t.citizen}
              hint={t.citizenHint}
              language={language}
              rows={3}
              optional
            />
          </>
        )}
      </BothLanguages>
      <Details view={view} />
      <ChoiceField
        view={view}
        name="kind"
        label={t.kind}
        options={STAGE_KINDS.map((value) => ({ value, label: kindWords(lang)[value] }))}
      />
      <ChoiceField
        view={view}
        name="parent"
        label={t.parent}
        options={[{ value: '', label: t.noParent }, ...(choices['parent'] ?? [])]}
      />
      <ChoiceField
        view={view}
        name="area"
        label={t.area}
        options={[{ value: '', label: t.everywhere }, ...(choices['area'] ?? [])]}
      />
      <TextField view={view} name="regulation" label={t.regulation} />
      <TextField view={view} name="sources" label={t.sources} hint={t.sourcesHint} rows={3} />
    </>
  );
}

const DETAILS = ['rule', 'condition', 'note'] as const;

/** What most stages do without, folded away where nothing is in it. */
function Details({ view }: { readonly view: FieldsView }) {
  const t = workMessages(view.request.lang);
  const hints = { rule: t.ruleHint, condition: t.conditionHint, note: t.noteHint };
  const names = [...DETAILS.flatMap((name) => [nameIn(name, 'id'), nameIn(name, 'en')]), 'condition-met'];
  const isOpen = names.some((name) => typedText(view.values, name) !== '' || problemOf(view, name));
  return (
    <details class="tongue" open={isOpen}>
      <summary>
        <Icon name="scale" />
        {t.details}
        <Icon name="chevron-down" />
      </summary>
      <div class="stack">
        <BothLanguages view={view} names={DETAILS}>
          {(language) => (
            <>
              {DETAILS.map((name) => (
                <TextField
                  key={name}
                  view={view}
                  name={nameIn(name, language)}
                  label={t[name]}
                  hint={hints[name]}
                  language={language}
                  rows={2}
                  optional
                />
              ))}
            </>
          )}
        </BothLanguages>
        <RadioField
          view={view}
          name="condition-met"
          label={t.conditionMet}
          options={[
            { value: '', label: t.undecided },
            { value: 'ya', label: t.met },
            { value: 'tidak', label: t.notMet },
          ]}
        />
      </div>
    </details>
  );
}
