import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  certificateCode,
  certificateCodeIn,
  courseStanding,
  hasSeveral,
  isShown,
  meetingCode,
  meetingStep,
  type Question,
  readMeetingCode,
  readTrainingCode,
  scoreOf,
  stepsThatCount,
  trainingCode,
} from './training.ts';
import { parseTrainingFile } from './training-file.ts';

const SHIPPED = path.join(import.meta.dirname, '../../content/officers/training-kpps-pilkada-2024.yaml');

function question(id: string, right: readonly boolean[]): Question {
  return {
    id,
    text: { id: 'Apa?' },
    choices: right.map((isRight) => ({ text: { id: 'Ini' }, ...(isRight && { right: true }) })),
    explanation: { id: 'Begini.' },
  };
}

const ONE = question('satu', [false, true]);
const BOTH = question('dua', [true, false, true]);

describe('a score', () => {
  it('takes an answer as right where all that is right was chosen and nothing else', () => {
    expect(scoreOf([ONE, BOTH], { satu: [1], dua: [0, 2] })).toEqual({ right: 2, of: 2, wrong: [] });
    expect(scoreOf([ONE, BOTH], { satu: [0], dua: [0] })).toEqual({
      right: 0,
      of: 2,
      wrong: ['satu', 'dua'],
    });
    expect(scoreOf([BOTH], { dua: [0, 1, 2] }).right).toBe(0);
    expect(scoreOf([ONE], {}).wrong).toEqual(['satu']);
  });

  it('is moved by no choice that there is not, and by no name of an object', () => {
    expect(scoreOf([ONE], { satu: [1, 9] }).right).toBe(1);
    expect(scoreOf([question('constructor', [true, false])], {}).right).toBe(0);
  });
});

it('says of a question whether several answers are right', () => {
  expect([ONE, BOTH].map(hasSeveral)).toEqual([false, true]);
});

describe('where an officer stands in a course', () => {
  const course = { passMark: 75, inPerson: true };
  const lessons = [
    { id: 'a', questions: [ONE, BOTH] },
    { id: 'b', questions: [ONE, BOTH] },
    { id: 'hanya-baca', questions: [] },
  ];

  it('asks for every lesson with questions, then for the score, and for being there', () => {
    const at = (results: Readonly<Record<string, number>>, attended = false) =>
      courseStanding(course, lessons, {
        results: Object.entries(results).map(([lesson, right]) => ({ lesson, right, tries: 1 })),
        attended,
      });
    expect(at({}).missing).toEqual(['lessons', 'in-person']);
    expect(at({ a: 2, b: 0 })).toEqual({ answered: 2, of: 2, percent: 50, missing: ['score', 'in-person'] });
    expect(at({ a: 2, b: 1 }, true)).toEqual({ answered: 2, of: 2, percent: 75, missing: [] });
    expect(at({ a: 2, b: 9 }, true).percent).toBe(100);
  });

  it('passes a course of reading alone by nothing but being there', () => {
    const done = { results: [], attended: true };
    expect(courseStanding(course, [{ id: 'a', questions: [] }], done).missing).toEqual([]);
  });
});

describe('the code that a meeting shows', () => {
  const at = (time: string) => Temporal.Instant.from(`2024-11-07T${time}+07:00`);

  it('is shown from an hour before the meeting until two hours after it', () => {
    const session = { startsAt: at('09:00:00'), endsAt: at('12:00:00') };
    const times = ['07:59:59', '08:00:00', '10:00:00', '14:00:00', '14:00:01'];
    expect(times.map((time) => isShown(session, at(time)))).toEqual([false, true, true, true, false]);
  });

  it('is another one every two minutes, and counts for two more of them', () => {
    expect(meetingStep(at('09:01:30')).secondsLeft).toBe(30);
    const { step } = meetingStep(at('09:00:00'));
    expect(meetingStep(at('09:01:59')).step).toBe(step);
    expect(stepsThatCount(at('09:05:59'))).toContain(step);
    expect(stepsThatCount(at('09:06:00'))).not.toContain(step);
    expect(stepsThatCount(at('08:59:59'))).not.toContain(step);
  });

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (keyed) => {
        const code = meetingCode(keyed);
        expect(readMeetingCode(code.toLowerCase().replace('-', ' '))).toBe(code);
      }),
    );
    expect(['', '7K2-QX', '7K2-QXMM', '7K2-QX!'].map(readMeetingCode)).toEqual(Array(4).fill(undefined));
  });
});

describe('a code', () => {
  it('is read again however it is typed, and found in what is pasted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
        const code = trainingCode(random);
        expect(readTrainingCode(code.toLowerCase().replace('-', ' '))).toBe(code);
        expect(certificateCodeIn(`lihat https://x.example/sertifikat/${certificateCode(code)} ya`)).toBe(
          code,
        );
      }),
    );
  });

  it('takes letters that look alike for the figure that is meant, and nothing for a code that is none', () => {
    expect(readTrainingCode('oilab-cdefg')).toBe('011AB-CDEFG');
    expect(['', 'ABC', 'ABCDE-FGHJ!', '12345-678901'].map(readTrainingCode)).toEqual(
      Array(4).fill(undefined),
    );
    expect(['BT-123', 'XBT-12345-67890', 'kode 12345-67890'].map(certificateCodeIn)).toEqual(
      Array(3).fill(undefined),
    );
  });
});

describe('a training file', () => {
  const text = readFileSync(SHIPPED, 'utf8');

  it('of ours is whole: five lessons with three or four questions each', () => {
    const read = parseTrainingFile(text, 'x.yaml');
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.lessons).toHaveLength(5);
    for (const { questions } of read.lessons) expect([3, 4]).toContain(questions.length);
  });

  it.each([
    ['passMark: 75', 'passMark: 101', 'course.passMark'],
    ['- id: membuka-tps', '- id: sebelum-hari-h', 'lessons[1].id'],
    ['- id: tanda-tangan', '- id: Tanda Tangan', 'lessons[1].questions[2].id'],
    ['tries: 5', 'tries: 5\n  video: x.mp4', 'course.video'],
    ['            right: true', '', 'lessons[0].questions[0].choices'],
  ])('with %s as %s is refused at the field', (before, after, field) => {
    const read = parseTrainingFile(text.replace(before, after), 'x.yaml');
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.problems[0]).toMatchObject({ file: 'x.yaml', field });
  });
});
