import type { SomeLanguages } from '../../domain/item.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { markdownToText } from '../../platform/markdown/markdown.ts';
import { defineKind } from '../../platform/publishing/define-kind.ts';
import type { FieldsView, ItemKind } from '../../platform/publishing/kind.ts';
import { itemAddress } from '../../platform/publishing/public-item.ts';
import { nameIn } from '../../ui/components/form-values.ts';
import { PdfField } from '../../ui/components/media.tsx';
import { BothLanguages, ChoiceField, MarkdownField, TextField } from '../../ui/components/workspace-form.tsx';
import {
  DOCUMENT_CATEGORIES,
  DOCUMENTS_PATH,
  type DocumentContent,
  documentSchema,
  KIND,
} from './content.ts';
import { DocumentBody } from './document.tsx';
import { documentFromForm, documentToForm } from './form.ts';
import { categoryWords, formMessages } from './messages.ts';

/** Documents, which any agency publishes. */
export function documentKind({ db, clock }: Pick<FeatureContext, 'db' | 'clock'>): ItemKind {
  return defineKind<DocumentContent>({
    id: KIND,
    label: { id: 'Dokumen', en: 'Document' },
    plural: { id: 'Dokumen', en: 'Documents' },
    icon: 'file-text',
    order: 20,
    owner: 'any',
    reviewAfterDays: 365,
    schema: documentSchema,
    title: ({ title }) => title,
    text: documentText,
    address: (item) => itemAddress(DOCUMENTS_PATH, item),
    blank: async () => ({ category: 'decision' }),
    toForm: documentToForm,
    fromForm: (request) => documentFromForm({ db, clock }, request),
    fields: (view) => <DocumentFields view={view} />,
    preview: (content, request) => <DocumentBody content={content} request={request} title />,
  });
}

/** The words that readers read. Number, date and file are part of what is signed: another file is another document. */
function documentText({ title, number, date, description, file }: DocumentContent): SomeLanguages {
  const inLanguage = (lang: 'id' | 'en') =>
    title[lang] === undefined && description[lang] === undefined
      ? undefined
      : [
          description[lang] && markdownToText(description[lang]),
          number,
          date,
          `${file.name} sha256:${file.digest}`,
        ]
          .filter(Boolean)
          .join('\n');
  const [id, en] = [inLanguage('id'), inLanguage('en')];
  return { ...(id !== undefined && { id }), ...(en !== undefined && { en }) };
}

function DocumentFields({ view }: { readonly view: FieldsView }) {
  const { lang } = view.request;
  const t = formMessages(lang);
  const words = categoryWords(lang);
  return (
    <>
      <ChoiceField
        view={view}
        name="category"
        label={t.category}
        options={DOCUMENT_CATEGORIES.map((value) => ({ value, label: words[value] }))}
      />
      <PdfField view={view} name="file" label={t.file} most={1} />
      <TextField view={view} name="number" label={t.number} hint={t.numberHint} optional />
      <TextField view={view} name="date" label={t.date} type="date" />
      <BothLanguages view={view} names={['title', 'description']}>
        {(language) => (
          <>
            <TextField
              view={view}
              name={nameIn('title', language)}
              label={t.title}
              hint={t.titleHint}
              language={language}
            />
            <MarkdownField
              view={view}
              name={nameIn('description', language)}
              label={t.description}
              hint={t.descriptionHint}
              language={language}
              rows={6}
              optional
            />
          </>
        )}
      </BothLanguages>
    </>
  );
}
