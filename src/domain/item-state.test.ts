import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { afterAction, type ItemAction, type Shown, type Work } from './item-state.ts';

const SHOWN: readonly Shown[] = ['none', 'published', 'corrected', 'expired', 'withdrawn'];
const WORK: readonly Work[] = ['none', 'draft', 'in-review', 'scheduled'];
const ACTIONS: readonly ItemAction[] = [
  ...(['edit', 'submit', 'send-back', 'publish', 'schedule'] as const),
  ...(['release', 'discard', 'confirm', 'withdraw', 'expire'] as const),
];

const document = readFileSync(new URL('../../docs/publishing.md', import.meta.url), 'utf8');

/** The lines of the table "What follows what", by action. */
const table = new Map(
  document
    .split('## What follows what')[1]
    ?.split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, action = '', , shown = '', work = '', shownAfter = '', workAfter = ''] = line.split('|');
      return [words(action)[0] ?? '', { shown, work, shownAfter, workAfter }] as const;
    }),
);

function words(cell: string): string[] {
  return [...cell.matchAll(/`([a-z-]+)`/g)].map(([, word = '']) => word);
}

const fits = (cell: string, value: string) => cell.trim() === 'any' || words(cell).includes(value);

function after(cell: string, value: string): string {
  const [first, from, other] = words(cell);
  if (first === undefined) return value;
  return other === undefined || value === from ? first : other;
}

/** What the page says that follows. */
function documented(shown: Shown, work: Work, action: ItemAction) {
  const line = table.get(action);
  if (!line || !fits(line.shown, shown) || !fits(line.work, work)) return undefined;
  return { shown: after(line.shownAfter, shown), work: after(line.workAfter, work) };
}

describe('docs/publishing.md', () => {
  it('names every action', () => {
    expect([...table.keys()]).toEqual(ACTIONS);
  });

  it('is true of every state and every action', () => {
    for (const shown of SHOWN) {
      for (const work of WORK) {
        for (const action of ACTIONS) {
          const told = documented(shown, work, action);
          expect(afterAction({ shown, work }, action), `${shown}/${work} ${action}`).toEqual(told);
        }
      }
    }
  });

  it('draws every change of what readers see, and none that cannot be', () => {
    const drawn = arrows('What readers see');
    const possible = SHOWN.flatMap((shown) =>
      ACTIONS.flatMap((action) =>
        WORK.flatMap((work) => {
          const next = afterAction({ shown, work }, action);
          const changes = next && (next.shown !== shown || action === 'publish' || action === 'release');
          return changes ? [`${shown} ${next.shown} ${action}`] : [];
        }),
      ),
    );
    expect(drawn).toEqual(new Set(possible));
  });

  it('draws every change of what is worked on, and none that cannot be', () => {
    const drawn = arrows('What is being worked on');
    const possible = WORK.flatMap((work) =>
      ACTIONS.flatMap((action) => {
        const next = afterAction({ shown: 'published', work }, action);
        return next && next.work !== work ? [`${work} ${next.work} ${action}`] : [];
      }),
    );
    expect(drawn).toEqual(new Set(possible));
  });
});

/** The arrows of a diagram that start at a state, as "from to action". */
function arrows(title: string): ReadonlySet<string> {
  const diagram = document.split(`state "${title}"`)[1]?.split('```')[0] ?? '';
  const names: Readonly<Record<string, string>> = { review: 'in-review', nothing: 'none' };
  const named = (name = '') => names[name] ?? name;
  return new Set(
    [...diagram.matchAll(/^\s*([a-z]+) --> ([a-z]+): (.+)$/gm)].flatMap(([, from, to, actions = '']) =>
      actions.split(', ').map((action) => `${named(from)} ${named(to)} ${action}`),
    ),
  );
}
