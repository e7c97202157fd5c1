import { z } from 'zod';
import { healthLevel, REST_ROUNDS } from '../../domain/officer-health.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { defineAction, type OfficerAction } from '../../platform/officers/contract.ts';
import { healthMessages } from './messages.ts';
import { readQuestions } from './questions.ts';
import { SCREENED, writeRest, writeScreening } from './store.ts';

export const SCREEN = 'health.screen';
export const RESTED = 'health.rested';
export const HELP = 'health.help';

/** Names of the fields; a question's is its id behind `q-`. */
export const FIELD = { share: 'bagikan', who: 'siapa' } as const;
/** In `siapa`: a colleague of the team. */
export const OTHER = 'rekan';
export const QUESTION = 'q-';
export const YES = 'ya';
export const NO = 'tidak';

const answersSchema = z.record(z.string(), z.unknown()).transform((form) => ({
  shared: form[FIELD.share] === YES,
  answers: Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      name.startsWith(QUESTION) && (value === YES || value === NO)
        ? [[name.slice(QUESTION.length), value === YES] as const]
        : [],
    ),
  ),
}));

/** What officers do for their health. What becomes of an action stands in the clear, and never says an answer. */
export function healthActions(context: FeatureContext): readonly OfficerAction[] {
  return [
    defineAction<z.output<typeof answersSchema>>({
      kind: SCREEN,
      private: true,
      schema: () => answersSchema,
      apply: async (trx, { officer, data, doneAt, receivedAt, lang }) => {
        const t = healthMessages(lang);
        const { questions } = await readQuestions(trx, officer.election);
        const known = questions.filter(({ id }) => Object.hasOwn(data.answers, id));
        // Questions may have changed since the phone kept them: what was answered then is kept, if anything.
        if (known.length === 0) return { state: 'refused', note: t.answerAll };
        const answers = Object.fromEntries(known.map(({ id }) => [id, data.answers[id] === true]));
        await writeScreening(trx, context.vault, officer, {
          answers,
          level: healthLevel(questions, answers),
          shared: data.shared,
          doneAt,
          receivedAt,
        });
        await context.officers.mark(trx, officer, SCREENED, receivedAt);
        return { state: 'done', note: t.answersKept };
      },
    }),
    defineAction<unknown>({
      kind: RESTED,
      schema: () => z.unknown(),
      apply: async (trx, { officer, subject, doneAt, receivedAt, lang }) => {
        const t = healthMessages(lang);
        if (!REST_ROUNDS.some(({ id }) => id === subject)) return { state: 'refused', note: t.unknownRound };
        await writeRest(trx, { officer: officer.id, round: subject, at: doneAt, received_at: receivedAt });
        return { state: 'done', note: t.restNoted };
      },
    }),
    defineAction<{ readonly forOther: boolean }>({
      kind: HELP,
      // Whatever else came with it: a call for help is never sent back for a field.
      schema: () =>
        z
          .object({ [FIELD.who]: z.literal(OTHER).optional().catch(undefined) })
          .transform((form) => ({ forOther: form[FIELD.who] === OTHER })),
      apply: async (trx, { officer, data, doneAt, receivedAt, lang }) => {
        const t = healthMessages(lang);
        const book = context.capabilities.incidents;
        if (!book) return { state: 'refused', note: t.helpAway };
        // Whoever reads it reads Indonesian, whatever the phone of the one who called speaks.
        const words = healthMessages('id');
        await book.report(trx, {
          officer,
          kind: 'sick-officer',
          severity: 'high',
          text: (data.forOther ? words.helpOtherText : words.helpText)(officer.name),
          // A PPK has nobody between it and the election office.
          level: officer.area.split('.').length < 4 ? 'city' : 'district',
          help: true,
          doneAt,
          receivedAt,
        });
        return { state: 'done', note: t.helpSent };
      },
    }),
  ];
}
