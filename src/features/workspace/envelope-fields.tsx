import type { FeatureContext } from '../../platform/feature.ts';
import type { FieldsView } from '../../platform/publishing/kind.ts';
import { nameIn, typedList } from '../../ui/components/form-values.ts';
import { Icon } from '../../ui/components/icon.tsx';
import {
  BothLanguages,
  FieldGroup,
  RadioField,
  TextField,
  Tick,
} from '../../ui/components/workspace-form.tsx';
import { editMessages } from './edit-messages.ts';
import { FIELD } from './envelope.ts';

interface Props {
  readonly view: FieldsView;
  readonly context: Pick<FeatureContext, 'areas' | 'city'>;
}

/** The fields that every item has: source, areas, for whom, how urgent, and its dates. */
export function EnvelopeFields({ view, context }: Props) {
  const t = editMessages(view.request.lang);
  return (
    <>
      <TextField view={view} name={FIELD.sourceTitle} label={t.sourceTitle} hint={t.sourceTitleHint} />
      <TextField view={view} name={FIELD.sourceUrl} label={t.sourceUrl} type="url" optional />
      <AreaFields view={view} context={context} />
      <RadioField
        view={view}
        name={FIELD.audience}
        label={t.audience}
        options={[
          { value: 'public', label: t.audiencePublic },
          { value: 'officers', label: t.audienceOfficers },
        ]}
      />
      <RadioField
        view={view}
        name={FIELD.urgency}
        label={t.urgency}
        options={[
          { value: 'normal', label: t.urgencyNormal },
          { value: 'important', label: t.urgencyImportant, hint: t.urgencyImportantHint },
          { value: 'urgent', label: t.urgencyUrgent, hint: t.urgencyUrgentHint },
        ]}
      />
      <DateFields view={view} />
    </>
  );
}

/** By when somebody looks again, and when it ends. */
export function DateFields({ view }: Pick<Props, 'view'>) {
  const t = editMessages(view.request.lang);
  return (
    <>
      <TextField view={view} name={FIELD.reviewOn} label={t.reviewOn} hint={t.reviewOnHint} type="date" />
      <div class="pair">
        <TextField
          view={view}
          name={FIELD.expiresOn}
          label={t.expiresOn}
          hint={t.expiresOnHint}
          type="date"
          optional
        />
        <TextField view={view} name={FIELD.expiresAt} label={t.expiresAt} type="time" optional />
      </div>
    </>
  );
}

/** What changed, which every version after the first tells its readers. */
export function NoteFields({ view }: Pick<Props, 'view'>) {
  const t = editMessages(view.request.lang);
  return (
    <BothLanguages view={view} names={[FIELD.note]}>
      {(language) => (
        <TextField
          view={view}
          name={nameIn(FIELD.note, language)}
          label={t.note}
          hint={t.noteHint}
          language={language}
          rows={3}
        />
      )}
    </BothLanguages>
  );
}

/** Kecamatan that open to their kelurahan: a city has up to some hundred, of which an item concerns few. */
function AreaFields({ view, context }: Props) {
  const t = editMessages(view.request.lang);
  const { areas, city } = context;
  const chosen = new Set(typedList(view.values, FIELD.areas));
  const within = (code: string) => [...chosen].filter((one) => one === code || one.startsWith(`${code}.`));
  return (
    <FieldGroup view={view} name={FIELD.areas} label={t.areas} hint={t.areasHint}>
      <details class="tongue" open={chosen.size > 0}>
        <summary>
          <Icon name="map" />
          {chosen.size === 0 ? t.areasAll : t.areasSome(chosen.size)}
          <Icon name="chevron-down" />
        </summary>
        <div class="area-picks">
          {areas.children(city.area).map((district) => (
            <details key={district.code} open={within(district.code).length > 0}>
              <summary>
                <Icon name="chevron-right" />
                {t.areasOfDistrict(district.name, within(district.code).length)}
              </summary>
              <div class="area-villages">
                <Tick
                  type="checkbox"
                  name={FIELD.areas}
                  value={district.code}
                  label={t.wholeDistrict(district.name)}
                  checked={chosen.has(district.code)}
                />
                {areas.children(district.code).map((village) => (
                  <Tick
                    key={village.code}
                    type="checkbox"
                    name={FIELD.areas}
                    value={village.code}
                    label={village.name}
                    checked={chosen.has(village.code)}
                  />
                ))}
              </div>
            </details>
          ))}
        </div>
      </details>
    </FieldGroup>
  );
}
