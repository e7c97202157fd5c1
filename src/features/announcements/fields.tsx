import { ANNOUNCEMENT_CATEGORIES, MOST_EVIDENCE, VERDICTS } from '../../domain/announcement.ts';
import { MOST_ATTACHMENTS } from '../../platform/media/forms.ts';
import type { FieldsView } from '../../platform/publishing/kind.ts';
import { nameIn, typedList, typedText } from '../../ui/components/form-values.ts';
import { ImageField, PdfField } from '../../ui/components/media.tsx';
import {
  BothLanguages,
  CheckboxesField,
  ChoiceField,
  FieldGroup,
  MarkdownField,
  TextField,
} from '../../ui/components/workspace-form.tsx';
import { formMessages } from './form-messages.ts';
import { categoryWords, verdictWords } from './messages.ts';

/** Rows for sources that are there at first; another one appears with each that is filled. */
const FIRST_EVIDENCE = 3;

/** The fields of an announcement's form. */
export function AnnouncementFields({ view }: { readonly view: FieldsView }) {
  const { lang } = view.request;
  const t = formMessages(lang);
  const categories = categoryWords(lang);
  return (
    <>
      <ChoiceField
        view={view}
        name="category"
        label={t.category}
        options={ANNOUNCEMENT_CATEGORIES.map((value) => ({ value, label: categories[value] }))}
      />
      <BothLanguages view={view} names={['title', 'summary', 'body']}>
        {(language) => (
          <>
            <TextField
              view={view}
              name={nameIn('title', language)}
              label={t.title}
              hint={t.titleHint}
              language={language}
            />
            <TextField
              view={view}
              name={nameIn('summary', language)}
              label={t.summary}
              hint={t.summaryHint}
              language={language}
              rows={3}
              optional
            />
            <MarkdownField
              view={view}
              name={nameIn('body', language)}
              label={t.body}
              hint={t.bodyHint}
              language={language}
            />
          </>
        )}
      </BothLanguages>
      <HoaxFields view={view} />
      <BodyFields view={view} />
      <ImageField view={view} name="image" label={t.image} optional />
      <PdfField view={view} name="attachments" label={t.attachments} most={MOST_ATTACHMENTS} optional />
    </>
  );
}

/** Which officers must read it; folded away unless somebody chose, and absent where no election has officers. */
function BodyFields({ view }: { readonly view: FieldsView }) {
  const t = formMessages(view.request.lang);
  const options = view.choices?.['bodies'] ?? [];
  if (options.length === 0) return null;
  return (
    <details class="tongue" open={typedList(view.values, 'bodies').length > 0}>
      <summary>{t.officers}</summary>
      <CheckboxesField
        view={view}
        name="bodies"
        label={t.bodies}
        hint={t.bodiesHint}
        options={options}
        optional
      />
    </details>
  );
}

/** Folded away unless it is a hoax notice: most announcements are none. */
function HoaxFields({ view }: { readonly view: FieldsView }) {
  const { lang } = view.request;
  const t = formMessages(lang);
  const verdicts = verdictWords(lang);
  const { values } = view;
  const open = typedText(values, 'category') === 'hoax' || typedText(values, 'claim-id') !== '';
  return (
    <details class="tongue" open={open}>
      <summary>{t.hoax}</summary>
      <div class="stack">
        <p class="hint">{t.hoaxHint}</p>
        <BothLanguages view={view} names={['claim']}>
          {(language) => (
            <TextField
              view={view}
              name={nameIn('claim', language)}
              label={t.claim}
              hint={t.claimHint}
              language={language}
              rows={3}
            />
          )}
        </BothLanguages>
        <ChoiceField
          view={view}
          name="verdict"
          label={t.verdict}
          options={[
            { value: '', label: '–' },
            ...VERDICTS.map((value) => ({ value, label: verdicts[value] })),
          ]}
        />
        <TextField view={view} name="seen-where" label={t.seenWhere} hint={t.seenWhereHint} />
        <TextField view={view} name="seen-url" label={t.seenUrl} type="url" optional />
        <TextField view={view} name="seen-on" label={t.seenOn} type="date" optional />
        <FieldGroup view={view} name="evidence" label={t.evidence} hint={t.evidenceHint}>
          {evidenceNumbers(values).map((number) => (
            <div class="stack" key={number}>
              <TextField
                view={view}
                name={`evidence-title-${number}`}
                label={t.evidenceTitle(number)}
                optional={number > 1}
              />
              <TextField
                view={view}
                name={`evidence-url-${number}`}
                label={t.evidenceUrl(number)}
                type="url"
                optional={number > 1}
              />
            </div>
          ))}
        </FieldGroup>
      </div>
    </details>
  );
}

function evidenceNumbers(values: FieldsView['values']): readonly number[] {
  const all = Array.from({ length: MOST_EVIDENCE }, (_, index) => index + 1);
  const filled = all.findLast((number) => typedText(values, `evidence-title-${number}`) !== '') ?? 0;
  return all.slice(0, Math.max(FIRST_EVIDENCE, filled + 1));
}
