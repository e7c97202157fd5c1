import { describe, expect, it } from 'vitest';
import { daysUntilVoting, type Election, electionPhase, findVoterList } from './election.ts';

const election: Election = {
  id: 'pilkada-2024',
  name: { id: 'Pilkada 2024', en: 'Pilkada 2024' },
  kind: 'regional-heads',
  votingDay: Temporal.PlainDate.from('2024-11-27'),
  votingHours: { opens: Temporal.PlainTime.from('07:00'), closes: Temporal.PlainTime.from('13:00') },
  contests: [],
  lists: [
    { kind: 'moved', code: 'DPTb', label: { id: 'Pindahan', en: 'Moved' }, bring: [], law: 'PKPU 7/2024' },
  ],
  capacity: { maxVoters: 600, law: 'PKPU 7/2024' },
  regulation: 'PKPU 2/2024',
  version: 1,
};

describe('an election and the day', () => {
  it.each([
    ['2024-11-26T23:59[Asia/Jakarta]', 'coming', 1],
    ['2024-11-27T00:00[Asia/Jakarta]', 'voting-day', 0],
    ['2024-11-28T00:00[Asia/Jakarta]', 'past', -1],
    // The same moment is a day further in the east of the country.
    ['2024-11-26T23:30[Asia/Jakarta]', 'coming', 1],
    ['2024-11-27T01:30[Asia/Jayapura]', 'voting-day', 0],
  ])('at %s', (now, phase, days) => {
    const moment = Temporal.ZonedDateTime.from(now);
    expect(electionPhase(election, moment)).toBe(phase);
    expect(daysUntilVoting(election, moment)).toBe(days);
  });

  it('finds a list by the code in a roll', () => {
    expect(findVoterList(election, 'dptb')?.kind).toBe('moved');
    expect(findVoterList(election, 'DPK')).toBeUndefined();
  });
});
