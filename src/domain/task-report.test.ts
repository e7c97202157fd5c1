import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateAfter, type TaskReport } from './task-report.ts';

const at = (minute: number) => Temporal.Instant.from('2024-11-27T00:00:00Z').add({ minutes: minute });
let next = 0;
let orders = 0;
const id = () => `r${++next}`;
const done = (officer: string, minute: number, value: number | null = null): TaskReport => ({
  id: id(),
  officer,
  doneAt: at(minute),
  order: ++orders,
  kind: 'done',
  value,
});
const undo = (officer: string, minute: number, of: 'own' | 'all' = 'own'): TaskReport => ({
  id: id(),
  officer,
  doneAt: at(minute),
  order: ++orders,
  kind: 'undo',
  of,
});
const settle = (officer: string, minute: number, value: number): TaskReport => ({
  id: id(),
  officer,
  doneAt: at(minute),
  order: ++orders,
  kind: 'settle',
  value,
});
const reopen = (minute: number): TaskReport & { kind: 'reopen' } => ({
  id: id(),
  officer: undefined,
  doneAt: at(minute),
  order: ++orders,
  kind: 'reopen',
});

describe('the state of a task', () => {
  it('is open without reports', () => expect(stateAfter([])).toEqual({ kind: 'open' }));

  it('is done by the first who reports it, whoever says so again', () => {
    const first = done('a', 1);
    expect(stateAfter([done('b', 2), first])).toEqual({ kind: 'done', value: null, by: first });
  });

  it('is a conflict where two counts differ, and done where the second was corrected', () => {
    const a = done('a', 1, 612);
    const b = done('b', 2, 621);
    expect(stateAfter([a, b])).toEqual({ kind: 'conflict', between: [a, b] });
    expect(stateAfter([a, b, done('b', 3, 612)])).toEqual({ kind: 'done', value: 612, by: a });
  });

  it('is settled by whoever decides, also over what comes a week late from before', () => {
    const decision = settle('c', 10, 615);
    const reports = [done('a', 1, 612), done('b', 2, 621), decision];
    expect(stateAfter(reports)).toEqual({ kind: 'done', value: 615, by: decision });
    expect(stateAfter([...reports, done('d', 5, 600)])).toEqual({ kind: 'done', value: 615, by: decision });
  });

  it('is open again once it is asked for anew, over all that was done before, and done by what comes after', () => {
    const asked = reopen(10);
    const before = [done('a', 1, 612), done('b', 2, 621), settle('c', 3, 615), asked];
    expect(stateAfter(before)).toEqual({ kind: 'open', again: asked });
    expect(stateAfter([...before, done('d', 9, 600)])).toEqual({ kind: 'open', again: asked });
    const after = done('a', 11, 612);
    expect(stateAfter([...before, after])).toEqual({ kind: 'done', value: 612, by: after });
    expect(stateAfter([...before, after, undo('a', 12)])).toEqual({ kind: 'open', again: asked });
  });

  it('is a conflict again where somebody says otherwise after the decision', () => {
    const reports = [done('a', 1, 612), done('b', 2, 621), settle('c', 10, 615)];
    expect(stateAfter([...reports, done('a', 11, 612)]).kind).toBe('conflict');
  });

  it('goes back to the difference when the decision is taken back', () => {
    const reports = [done('a', 1, 612), done('b', 2, 621), settle('c', 10, 615), undo('c', 11)];
    expect(stateAfter(reports).kind).toBe('conflict');
  });

  it('stays done by others when one takes back their own, and opens when the head takes back all', () => {
    const second = done('b', 2);
    const reports = [done('a', 1), second];
    expect(stateAfter([...reports, undo('a', 3)])).toEqual({ kind: 'done', value: null, by: second });
    expect(stateAfter([...reports, undo('c', 3, 'all')])).toEqual({ kind: 'open' });
  });

  it('does not take back what is done later', () => {
    expect(stateAfter([undo('a', 1), done('a', 2)]).kind).toBe('done');
  });
});

const anyReport: fc.Arbitrary<TaskReport> = fc
  .record({
    id: fc.uuid(),
    officer: fc.constantFrom('a', 'b', 'c'),
    minute: fc.nat(8),
    kind: fc.constantFrom('done', 'undo', 'settle'),
    value: fc.nat(2),
    all: fc.boolean(),
    order: fc.nat(),
  })
  .map(({ id: of, officer, minute, kind, value, all, order }) => {
    const base = { id: of, officer, doneAt: at(minute), order };
    if (kind === 'undo') return { ...base, kind, of: all ? 'all' : 'own' };
    return kind === 'settle' ? { ...base, kind, value } : { ...base, kind: 'done', value };
  });

describe('whatever officers report', () => {
  it('gives the same state in any order, and when sent twice', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(anyReport, { maxLength: 12, selector: ({ order }) => order })
          .chain((reports) =>
            fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })),
          ),
        ([reports, shuffled]) => {
          expect(stateAfter([...shuffled, ...shuffled.slice(0, 4)])).toEqual(stateAfter(reports));
        },
      ),
    );
  });

  it('is settled by a later decision, and open after everything is taken back', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
        expect(stateAfter([...reports, settle('c', 100, 7)])).toMatchObject({ kind: 'done', value: 7 });
        expect(stateAfter([...reports, undo('c', 100, 'all')])).toEqual({ kind: 'open' });
      }),
    );
  });

  it('is done or in conflict exactly where somebody’s report stands', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
        const state = stateAfter(reports);
        if (state.kind === 'conflict') {
          expect(new Set(state.between.map(({ value }) => value)).size).toBeGreaterThan(1);
        }
        if (state.kind === 'done') expect(reports).toContain(state.by);
      }),
    );
  });
});
