import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { localPath } from '../../domain/language.ts';
import type { Stage } from '../../domain/stage.ts';
import { type CalendarPlace, electionCalendar, stageCalendar } from './calendar.ts';
import type { StageRecord } from './reader.ts';
import { electionOf, electionRecordOf, recordOf, stageOf } from './test-data.ts';

const place: CalendarPlace = {
  lang: 'id',
  area: '32.76',
  zone: 'Asia/Jakarta',
  publicUrl: 'https://jendela.example',
  href: (path) => localPath('id', path),
};
const election = electionOf();

/** Read by a parser that shares nothing with the writer. */
function eventsOf(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}

function eventOf(stage: Partial<Stage>, record: Partial<StageRecord> = {}): ICAL.Event {
  const text = stageCalendar(election, { ...recordOf(stageOf(stage)), ...record }, place);
  const [event] = eventsOf(text ?? '');
  if (!event) throw new Error('no event');
  return event;
}

const status = (event: ICAL.Event) => event.component.getFirstPropertyValue('status');
const day = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainDateTime.from(text);

describe('stageCalendar', () => {
  it('writes days as whole days, whose end is the day after', () => {
    const event = eventOf({ start: day('2024-11-24'), end: day('2024-11-26') });
    expect([event.startDate.toString(), event.startDate.isDate]).toEqual(['2024-11-24', true]);
    expect([event.endDate.toString(), event.endDate.isDate]).toEqual(['2024-11-27', true]);
  });

  it('writes hours in UTC, by the zone of the city', () => {
    const event = eventOf({ start: time('2024-11-27T07:00'), end: time('2024-11-27T13:00') });
    expect(event.startDate.toString()).toBe('2024-11-27T00:00:00Z');
    expect(event.endDate.toString()).toBe('2024-11-27T06:00:00Z');
    const mixed = eventOf({ start: time('2024-11-27T07:00'), end: day('2024-12-16') });
    expect(mixed.endDate.toString()).toBe('2024-12-16T17:00:00Z');
  });

  it('puts a stage with an end alone on that day, as a last day', () => {
    const event = eventOf({ end: day('2024-10-28') });
    expect(event.startDate.toString()).toBe('2024-10-28');
    expect(event.endDate.toString()).toBe('2024-10-29');
    expect(event.summary).toBe('Batas akhir: Masa tenang (Pilkada 2024)');
  });

  it('has nothing to write for a stage without a date', () => {
    expect(stageCalendar(election, recordOf(stageOf({})), place)).toBeUndefined();
  });

  it('says whether the stage is certain', () => {
    const start = day('2024-06-26');
    const condition = { id: 'putaran kedua', en: 'second round' };
    expect(status(eventOf({ start }))).toBe('CONFIRMED');
    expect(status(eventOf({ start, condition }))).toBe('TENTATIVE');
    expect(status(eventOf({ start, condition, conditionMet: true }))).toBe('CONFIRMED');
    expect(status(eventOf({ start, condition, conditionMet: false }))).toBe('CANCELLED');
    const withdrawnAt = Temporal.Instant.from('2024-06-01T00:00:00Z');
    expect(status(eventOf({ start }, { withdrawnAt }))).toBe('CANCELLED');
  });

  it('keeps its id, and raises its sequence with the version', () => {
    const start = day('2024-11-24');
    const first = eventOf({ start, version: 3 });
    const later = eventOf({ start: day('2024-11-25'), version: 4, name: { id: 'Lain', en: 'Other' } });
    expect(later.uid).toBe(first.uid);
    expect([first.sequence, later.sequence]).toEqual([3, 4]);
  });

  it('gives the place as latitude and longitude, on the equator too', () => {
    const geo = (latitude: number, longitude: number) =>
      eventOf({ start: day('2024-11-24'), geo: { latitude, longitude } }).component.getFirstPropertyValue(
        'geo',
      );
    expect(geo(-6.4, 106.82)).toEqual([-6.4, 106.82]);
    expect(geo(0, 109.33)).toEqual([expect.closeTo(0, 4), 109.33]);
  });

  it('survives any text in names, folded to 75 octets a line, each ended by CRLF', () => {
    const words = ['kata ', 'é', '🗳️', '👩‍👩‍👧', 'BEGIN:VEVENT', 'sangatpanjang'];
    const marks = [',', ';', ':', '\n', '\\', '\\n', '"'];
    const text = fc
      .array(fc.constantFrom(...words, ...marks), { minLength: 1, maxLength: 120 })
      .map((parts) => `a${parts.join('')}z`);
    fc.assert(
      fc.property(text, text, (name, citizen) => {
        const stage = stageOf({
          start: day('2024-11-24'),
          name: { id: name, en: name },
          citizen: { id: citizen, en: citizen },
        });
        const body = stageCalendar(election, recordOf(stage), place) ?? '';
        for (const line of body.split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toContain('\n');
        }
        const [event] = eventsOf(body);
        expect(event?.summary).toBe(`${name} (Pilkada 2024)`);
        expect(event?.description).toContain(citizen);
      }),
    );
  });
});

describe('electionCalendar', () => {
  const stages = [
    stageOf({ id: 'tenang', start: day('2024-11-24') }),
    stageOf({ id: 'kelompok', kind: 'group', start: day('2024-11-24') }),
    stageOf({ id: 'tanpa-tanggal' }),
    stageOf({ id: 'hitung', start: day('2024-11-27') }),
  ];
  const record = electionRecordOf(stages, election);

  it('holds every stage that has a date and is no group', () => {
    const events = eventsOf(electionCalendar(record, place));
    expect(events.map((event) => event.uid)).toEqual([
      'tenang.pilkada-2024.32.76@jendela',
      'hitung.pilkada-2024.32.76@jendela',
    ]);
  });

  it('names itself, and says how often to ask again', () => {
    const calendar = new ICAL.Component(ICAL.parse(electionCalendar(record, place)));
    expect(calendar.getFirstPropertyValue('name')).toBe('Tahapan Pilkada 2024');
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT6H');
    expect(calendar.getFirstPropertyValue('source')).toBe(
      'https://jendela.example/tahapan/pilkada-2024/kalender.ics',
    );
  });

  it('speaks the language of the request, with the same ids', () => {
    const english = { ...place, lang: 'en' as const, href: (path: string) => localPath('en', path) };
    const [event] = eventsOf(electionCalendar(record, english));
    expect(event?.summary).toBe('Quiet period (Regional head elections 2024)');
    expect(event?.uid).toBe('tenang.pilkada-2024.32.76@jendela');
    expect(event?.component.getFirstPropertyValue('url')).toBe(
      'https://jendela.example/en/tahapan/pilkada-2024/tenang',
    );
  });
});
