import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ESCALATION,
  escalate,
  INCIDENT_LEVELS,
  isStale,
  isToldTo,
  levelOfArea,
  nextLevelAt,
  possibleDeeds,
  SEVERITIES,
  stateAfterDeed,
  type Waiting,
} from './incident.ts';

const START = Temporal.Instant.from('2024-11-27T08:00:00+07:00');
const unseen: Waiting = {
  severity: 'high',
  state: 'reported',
  level: 'village',
  waitingSince: START,
  doneAt: START,
  receivedAt: START,
};
const minutesLater = (minutes: number) => START.add({ minutes });

describe('what becomes of a report', () => {
  it('goes from reported over seen and being handled to solved, and can be opened again', () => {
    expect(stateAfterDeed('reported', 'see')).toBe('seen');
    expect(stateAfterDeed('seen', 'handle')).toBe('handling');
    expect(stateAfterDeed('handling', 'solve')).toBe('solved');
    expect(stateAfterDeed('solved', 'reopen')).toBe('handling');
    expect(stateAfterDeed('handling', 'duplicate')).toBe('duplicate');
  });

  it('does not go back by reading it late', () => {
    expect(stateAfterDeed('handling', 'see')).toBeUndefined();
    expect(stateAfterDeed('solved', 'solve')).toBeUndefined();
    expect(possibleDeeds('solved')).toEqual(['reopen', 'note']);
  });

  it('takes a note in every state without changing it', () => {
    expect(stateAfterDeed('solved', 'note')).toBe('solved');
  });
});

describe('escalate', () => {
  it('tells the next level exactly when its time is over', () => {
    expect(escalate(unseen, minutesLater(ESCALATION.high.unseen).subtract({ seconds: 1 }))).toBeUndefined();
    expect(escalate(unseen, minutesLater(ESCALATION.high.unseen))).toEqual({
      level: 'district',
      waitingSince: minutesLater(ESCALATION.high.unseen),
    });
    expect(nextLevelAt(unseen)).toEqual(minutesLater(ESCALATION.high.unseen));
  });

  it('goes up as many levels as are due after the window was away', () => {
    expect(escalate(unseen, minutesLater(300))?.level).toBe('city');
  });

  it('waits longer once somebody saw it, and no more once somebody is on it', () => {
    expect(escalate({ ...unseen, state: 'seen' }, minutesLater(ESCALATION.high.unseen))).toBeUndefined();
    expect(escalate({ ...unseen, state: 'seen' }, minutesLater(ESCALATION.high.unhandled))?.level).toBe(
      'district',
    );
    for (const state of ['handling', 'solved', 'duplicate'] as const) {
      expect(escalate({ ...unseen, state }, minutesLater(10_000))).toBeUndefined();
      expect(nextLevelAt({ ...unseen, state })).toBeUndefined();
    }
  });

  it('begins the wait anew where the clock was set back, and takes no level away', () => {
    const raised: Waiting = { ...unseen, level: 'district', waitingSince: minutesLater(600) };
    const back = escalate(raised, minutesLater(5));
    expect(back).toEqual({ level: 'district', waitingSince: minutesLater(5) });
    expect(escalate({ ...raised, ...back }, minutesLater(15))?.level).toBe('city');
  });

  it('leaves a report alone that came half a day late', () => {
    const late = { ...unseen, doneAt: START.subtract({ hours: 7 * 24 }) };
    expect(isStale(late)).toBe(true);
    expect(escalate(late, minutesLater(10_000))).toBeUndefined();
    expect(isStale({ ...unseen, doneAt: START.subtract({ hours: 3 }) })).toBe(false);
  });

  it('comes to the same level whether it is asked every minute or once at the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SEVERITIES),
        fc.constantFrom(...INCIDENT_LEVELS),
        fc.array(fc.integer({ min: 1, max: 45 }), { maxLength: 30 }),
        (severity, level, steps) => {
          const report: Waiting = { ...unseen, severity, level };
          let asked = report;
          let minutes = 0;
          for (const step of steps) {
            minutes += step;
            asked = { ...asked, ...escalate(asked, minutesLater(minutes)) };
          }
          const once = { ...report, ...escalate(report, minutesLater(minutes)) };
          expect(asked).toEqual(once);
        },
      ),
    );
  });
});

describe('levels', () => {
  it('knows who watches over an area by its code', () => {
    expect(levelOfArea('32.76.01.1006')).toBe('village');
    expect(levelOfArea('32.76.01')).toBe('district');
    expect(levelOfArea('32.76')).toBe('city');
  });

  it('tells a level what reached it or one above it', () => {
    expect(isToldTo('village', 'village')).toBe(true);
    expect(isToldTo('village', 'district')).toBe(false);
    expect(isToldTo('city', 'village')).toBe(true);
  });
});
