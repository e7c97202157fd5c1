import type { SomeLanguages } from '../../domain/item.ts';
import { markdownToHtml, markdownToText } from '../../platform/markdown/markdown.ts';
import { defineKind } from '../../platform/publishing/define-kind.ts';
import type { FieldsView, ItemKind } from '../../platform/publishing/kind.ts';
import { itemAddress } from '../../platform/publishing/public-item.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { nameIn } from '../../ui/components/form-values.ts';
import { Prose, readText } from '../../ui/components/item-page.tsx';
import { BothLanguages, ChoiceField, MarkdownField, TextField } from '../../ui/components/workspace-form.tsx';
import { KIND, QUESTIONS_PATH, type QuestionContent, questionSchema, TOPICS } from './content.ts';
import { questionFromForm, questionToForm } from './form.ts';
import { formMessages, topicWords } from './messages.ts';

/** Questions with their answers, which any agency publishes. */
export function questionKind(): ItemKind {
  return defineKind<QuestionContent>({
    id: KIND,
    label: { id: 'Tanya jawab', en: 'Question' },
    plural: { id: 'Tanya jawab', en: 'Questions' },
    icon: 'circle-question-mark',
    order: 30,
    owner: 'any',
    reviewAfterDays: 180,
    schema: questionSchema,
    title: ({ question }) => question,
    text: answerText,
    address: (item) => itemAddress(QUESTIONS_PATH, item),
    blank: async () => ({ topic: TOPICS[0] }),
    toForm: questionToForm,
    fromForm: async (request) => questionFromForm(request),
    fields: (view) => <QuestionFields view={view} />,
    preview: (content, request) => <Preview content={content} request={request} />,
  });
}

/** The words of an answer, without marks. */
export function answerText({ answer }: QuestionContent): SomeLanguages {
  return {
    ...(answer.id !== undefined && { id: markdownToText(answer.id) }),
    ...(answer.en !== undefined && { en: markdownToText(answer.en) }),
  };
}

function Preview({
  content,
  request,
}: {
  readonly content: QuestionContent;
  readonly request: StaffRequest;
}) {
  const { lang } = request;
  const question = readText(content.question, lang);
  const answer = readText(content.answer, lang);
  return (
    <div class="article stack">
      <h2 lang={question.lang}>{question.text}</h2>
      <Prose html={markdownToHtml(answer.text)} lang={lang} of={answer} />
    </div>
  );
}

function QuestionFields({ view }: { readonly view: FieldsView }) {
  const { lang } = view.request;
  const t = formMessages(lang);
  const topics = topicWords(lang);
  return (
    <>
      <ChoiceField
        view={view}
        name="topic"
        label={t.topic}
        options={TOPICS.map((value) => ({ value, label: topics[value] }))}
      />
      <BothLanguages view={view} names={['question', 'answer']}>
        {(language) => (
          <>
            <TextField
              view={view}
              name={nameIn('question', language)}
              label={t.question}
              hint={t.questionHint}
              language={language}
            />
            <MarkdownField
              view={view}
              name={nameIn('answer', language)}
              label={t.answer}
              hint={t.answerHint}
              language={language}
            />
          </>
        )}
      </BothLanguages>
    </>
  );
}
