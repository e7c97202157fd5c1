import { POLLING_PLACE_KINDS } from '../../../domain/polling-place.ts';
import type { FieldsView } from '../../../platform/publishing/kind.ts';
import { nameIn, typedText } from '../../../ui/components/form-values.ts';
import { Notice } from '../../../ui/components/text.tsx';
import { BothLanguages, ChoiceField, RadioField, TextField } from '../../../ui/components/workspace-form.tsx';
import { WORK_PATH } from '../constants.ts';
import { words } from '../messages.ts';
import { ACCESS_COLUMNS, CARRIED } from './form.ts';
import { workMessages } from './messages.ts';

/** The fields of a polling place's form. */
export function PlaceFields({ view }: { readonly view: FieldsView }) {
  const { request, values, choices = {} } = view;
  const { lang, href } = request;
  const t = workMessages(lang);
  if (typedText(values, CARRIED.code) === '') {
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
      {Object.values(CARRIED).map((name) => (
        <input key={name} type="hidden" name={name} value={typedText(values, name)} />
      ))}
      <p class="lead">{choices['heading']?.[0]?.label}</p>
      <TextField view={view} name="name" label={t.name} optional />
      <TextField view={view} name="address" label={t.address} />
      <TextField view={view} name="point" label={t.point} hint={t.pointHint} optional />
      <RadioField
        view={view}
        name="status"
        label={t.status}
        options={[
          { value: 'provisional', label: t.provisional },
          { value: 'confirmed', label: t.confirmed },
        ]}
      />
      <TextField view={view} name="confirmed_on" type="date" label={t.confirmedOn} optional />
      <BothLanguages view={view} names={['note']}>
        {(language) => (
          <TextField
            view={view}
            name={nameIn('note', language)}
            label={t.note}
            hint={t.noteHint}
            language={language}
            rows={2}
            optional
          />
        )}
      </BothLanguages>
      <p class="hint">{t.hoursHint}</p>
      <div class="pair">
        <TextField view={view} name="opens" type="time" label={t.opens} optional />
        <TextField view={view} name="closes" type="time" label={t.closes} optional />
      </div>
      <h3>{t.accessHeading}</h3>
      <div class="grid gap-4 desk:grid-cols-2">
        {Object.entries(ACCESS_COLUMNS).map(([column, feature]) => (
          <ChoiceField
            key={column}
            view={view}
            name={column}
            label={words(lang).access(feature)}
            options={[
              { value: '', label: t.accessUnknown },
              { value: 'ya', label: t.accessYes },
              { value: 'tidak', label: t.accessNo },
            ]}
          />
        ))}
      </div>
      <div class="pair">
        <TextField view={view} name="display_number" label={t.displayNumber} />
        <TextField view={view} name="voters" label={t.voters} optional />
      </div>
      <ChoiceField
        view={view}
        name="kind"
        label={t.kind}
        options={POLLING_PLACE_KINDS.map((kind) => ({
          value: kind,
          label: kind === 'regular' ? t.regular : words(lang).kind(kind),
        }))}
      />
      <TextField view={view} name="replaces" label={t.replaces} hint={t.replacesHint} optional />
    </>
  );
}
