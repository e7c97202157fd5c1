import { STAGE_KINDS } from '../../../domain/stage.ts';
import type { FieldsView } from '../../../platform/publishing/kind.ts';
import { nameIn, typedText } from '../../../ui/components/form-values.ts';
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
      <p class="mute">{t.ofElection(choices['election']?.[0]?.label ?? '')}</p>
      <BothLanguages view={view} names={['name', 'citizen', 'rule', 'condition', 'note']}>
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
            <TextField
              view={view}
              name={nameIn('rule', language)}
              label={t.rule}
              hint={t.ruleHint}
              language={language}
              rows={2}
              optional
            />
            <TextField
              view={view}
              name={nameIn('condition', language)}
              label={t.condition}
              hint={t.conditionHint}
              language={language}
              rows={2}
              optional
            />
            <TextField
              view={view}
              name={nameIn('note', language)}
              label={t.note}
              hint={t.noteHint}
              language={language}
              rows={2}
              optional
            />
          </>
        )}
      </BothLanguages>
      <p class="hint">{t.dateHint}</p>
      <div class="pair">
        <TextField view={view} name="start-day" type="date" label={t.start} optional />
        <TextField view={view} name="start-time" type="time" label={t.startTime} optional />
      </div>
      <div class="pair">
        <TextField view={view} name="end-day" type="date" label={t.end} optional />
        <TextField view={view} name="end-time" type="time" label={t.endTime} optional />
      </div>
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
