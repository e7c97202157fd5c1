import type { OfficerBody } from '../../../domain/officer.ts';
import { TASK_STAGES } from '../../../domain/officer-task.ts';
import { type FormView, nameIn } from '../../../ui/components/form-values.ts';
import {
  BothLanguages,
  CheckboxesField,
  ChoiceField,
  RadioField,
  TextField,
} from '../../../ui/components/workspace-form.tsx';
import { STAGE_WORDS } from '../words.ts';
import { manageMessages } from './messages.ts';

/** The fields of a task. */
export function TaskFields({ view, body }: { readonly view: FormView; readonly body: OfficerBody }) {
  const { lang } = view.request;
  const t = manageMessages(lang);
  return (
    <>
      <BothLanguages view={view} names={['title', 'why', 'how', 'unit', 'options']}>
        {(language) => (
          <>
            <TextField view={view} name={nameIn('title', language)} label={t.taskTitle} language={language} />
            <TextField
              view={view}
              name={nameIn('why', language)}
              label={t.why}
              rows={3}
              language={language}
            />
            <TextField
              view={view}
              name={nameIn('how', language)}
              label={t.how}
              hint={t.howHint}
              rows={5}
              language={language}
              optional
            />
            <TextField
              view={view}
              name={nameIn('unit', language)}
              label={t.unit}
              language={language}
              optional
            />
            <TextField
              view={view}
              name={nameIn('options', language)}
              label={t.options}
              hint={t.optionsHint}
              rows={3}
              language={language}
              optional
            />
          </>
        )}
      </BothLanguages>
      <ChoiceField
        view={view}
        name="stage"
        label={t.stage}
        options={TASK_STAGES.map((stage) => ({ value: stage, label: STAGE_WORDS[lang][stage] }))}
      />
      <CheckboxesField
        view={view}
        name="roles"
        label={t.roles}
        hint={t.rolesHint}
        options={body.roles.map(({ id, name }) => ({ value: id, label: name[lang] }))}
      />
      <MomentFields view={view} name="opens" title={t.opensTitle} hint={t.opensHint} optional />
      <MomentFields view={view} name="due" title={t.dueTitle} />
      <RadioField
        view={view}
        name="per"
        label={t.per}
        options={[
          { value: 'team', label: t.perTeam },
          { value: 'officer', label: t.perOfficer },
        ]}
      />
      <CheckboxesField
        view={view}
        name="kinds"
        label={t.kinds}
        options={[
          { value: 'required', label: t.required },
          ...(body.level === 'place' ? [{ value: 'ready', label: t.ready, hint: t.readyPerTeam }] : []),
          { value: 'place', label: t.photoPlace },
        ]}
      />
      <RadioField
        view={view}
        name="photo"
        label={t.photo}
        options={[
          { value: 'none', label: t.photoNone },
          { value: 'optional', label: t.photoOptional },
          { value: 'required', label: t.photoRequired },
        ]}
      />
      <RadioField
        view={view}
        name="answer"
        label={t.answer}
        options={[
          { value: 'none', label: t.answerNone },
          { value: 'number', label: t.answerNumber },
          { value: 'choice', label: t.answerChoice },
        ]}
      />
      <TextField view={view} name="least" label={t.least} optional />
      <TextField view={view} name="most" label={t.most} optional />
      <TextField view={view} name="law" label={t.law} optional />
    </>
  );
}

function MomentFields({
  view,
  name,
  title,
  hint,
  optional = false,
}: {
  readonly view: FormView;
  readonly name: 'opens' | 'due';
  readonly title: string;
  readonly hint?: string;
  readonly optional?: boolean;
}) {
  const t = manageMessages(view.request.lang);
  return (
    <fieldset class="field group stack">
      <legend>{title}</legend>
      {hint && <p class="hint">{hint}</p>}
      <ChoiceField
        view={view}
        name={`${name}-from`}
        label={t.anchor}
        options={[
          ...(optional ? [{ value: '', label: t.anchorNone }] : []),
          { value: 'voting-day', label: t.anchorVotingDay },
          { value: 'term-start', label: t.anchorTermStart },
          { value: 'term-end', label: t.anchorTermEnd },
        ]}
      />
      <TextField view={view} name={`${name}-days`} label={t.days} hint={t.daysHint} />
      <TextField view={view} name={`${name}-time`} type="time" label={t.time} optional />
    </fieldset>
  );
}
