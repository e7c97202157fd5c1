import type { FeatureContext } from '../../platform/feature.ts';
import type { FigureScope, OversightFigure } from '../../platform/officers/contract.ts';
import { QUERY } from './filter.ts';
import { incidentMessages, STATE_WORDS } from './messages.ts';
import { countStates } from './read.ts';

/** A report that was joined with another one is counted with that. */
const COUNTED = ['reported', 'seen', 'handling', 'solved'] as const;
const FIRST = 10;
const TONES = { reported: 'bad', seen: 'warn', handling: 'warn', solved: 'ok' } as const;

/** Reports by state for every dashboard, each leading to the list of them. */
export async function incidentFigures(
  { db }: Pick<FeatureContext, 'db'>,
  scope: FigureScope,
): Promise<readonly OversightFigure[]> {
  const counts = await countStates(db, scope);
  return COUNTED.map((state, place) => {
    const value = counts.get(state) ?? 0;
    return {
      order: FIRST + place,
      icon: 'megaphone',
      label: {
        id: `${incidentMessages('id').list}: ${STATE_WORDS.id[state].toLowerCase()}`,
        en: `${incidentMessages('en').list}: ${STATE_WORDS.en[state].toLowerCase()}`,
      },
      value,
      // Nothing to worry about where there is none.
      ...(value > 0 && { tone: TONES[state] }),
      path: `/laporan?${new URLSearchParams({ [QUERY.state]: state, [QUERY.area]: scope.area })}`,
    };
  });
}
