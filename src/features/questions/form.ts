import type { ParsedContent } from '../../platform/publishing/kind.ts';
import type { FieldProblem, FormValues, StaffFormRequest } from '../../platform/workspace/contract.ts';
import { languagesOf, languageValues, nameIn, typedText } from '../../ui/components/form-values.ts';
import { textProblems } from '../../ui/components/text-problems.ts';
import { LONGEST_ANSWER, LONGEST_QUESTION, type QuestionContent, questionSchema, TOPICS } from './content.ts';
import { formMessages } from './messages.ts';

/** A question as the values of its form. */
export function questionToForm({ topic, question, answer }: QuestionContent): FormValues {
  return { topic, ...languageValues('question', question), ...languageValues('answer', answer) };
}

/** Reads a posted form; every mistake is named by its field. */
export function questionFromForm({ form, lang }: StaffFormRequest): ParsedContent<QuestionContent> {
  const t = formMessages(lang);
  const topic = TOPICS.find((one) => one === typedText(form, 'topic'));
  const problems: FieldProblem[] = [
    ...(topic ? [] : [{ field: 'topic', problem: t.noTopic }]),
    ...textProblems(form, 'question', {
      missing: t.noQuestion,
      long: t.questionTooLong,
      most: LONGEST_QUESTION,
    }),
    ...textProblems(form, 'answer', { missing: t.noAnswer, long: t.answerTooLong, most: LONGEST_ANSWER }),
  ];
  if (problems.length === 0) problems.push(...halves(form, lang));
  if (problems.length > 0) return { ok: false, problems };
  const content = questionSchema.parse({
    topic,
    question: languagesOf(form, 'question'),
    answer: languagesOf(form, 'answer'),
  });
  return { ok: true, content };
}

/** A question without its answer in a language, or the other way round, would be read beside words of the other one. */
function halves(form: FormValues, lang: StaffFormRequest['lang']): FieldProblem[] {
  const t = formMessages(lang);
  const [question, answer] = [languagesOf(form, 'question'), languagesOf(form, 'answer')];
  return (['id', 'en'] as const).flatMap((language) => {
    const [asked, answered] = [question[language] !== undefined, answer[language] !== undefined];
    if (asked === answered) return [];
    return asked
      ? [{ field: nameIn('answer', language), problem: t.halfAnswer }]
      : [{ field: nameIn('question', language), problem: t.halfQuestion }];
  });
}
