import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import type { PublishedItem } from '../../platform/publishing/reader.ts';
import { KIND, type QuestionContent, questionSchema, TOPICS, type Topic } from './content.ts';

export type PublishedQuestion = PublishedItem<QuestionContent>;

/** On one page: nobody reads more, and whoever looks for one of more has the search. */
const MOST = 200;
const LONGEST_WORDS = 100;

/** Questions of one topic, in the order in which they were first answered: what everybody asks comes first. */
export interface TopicQuestions {
  readonly topic: Topic;
  readonly items: readonly PublishedQuestion[];
}

export interface QuestionsView {
  readonly words?: string | undefined;
  readonly count: number;
  readonly topics: readonly TopicQuestions[];
}

/** The questions of an address, by topic. */
export async function loadQuestions(
  { publishing }: Pick<FeatureContext, 'publishing'>,
  query: PageRequest['query'],
): Promise<QuestionsView> {
  const words = query['q']?.trim().slice(0, LONGEST_WORDS) || undefined;
  const found = await publishing.reader.list({ kinds: [KIND], words, limit: MOST });
  const items = found.toReversed().map((item) => ({ ...item, content: questionSchema.parse(item.content) }));
  return {
    words,
    count: items.length,
    topics: TOPICS.map((topic) => ({
      topic,
      items: items.filter(({ content }) => content.topic === topic),
    })).filter((group) => group.items.length > 0),
  };
}
