import { randomUUID } from 'node:crypto';
import {
  findBody,
  findRole,
  type Officer,
  type OfficerPlan,
  type ServicePhase,
} from '../../src/domain/officer.ts';
import { officerPlanSchema } from '../../src/domain/officer-plan-schema.ts';
import { OFFICER_COLUMNS, officerOf, SEALED } from '../../src/platform/officers/create-officers.ts';
import type { OfficerSessionTable } from '../../src/platform/officers/tables.ts';
import { TEST_BROWSER } from './staff.ts';
import type { TestWindow } from './test-window.ts';

/** The election of every test's plan. */
export const TEST_ELECTION = 'pilkada-2024';
/** A kelurahan of Depok with the kecamatan around it, and a kelurahan of another. */
export const TEST_AREAS = {
  district: '32.76.01',
  village: '32.76.01.1006',
  elsewhere: '32.76.02.1008',
} as const;
/** Code of the first polling place of that kelurahan. */
export const TEST_PLACE = '3276011006001';

const KPPS_ROLES = ['ketua', ...[2, 3, 4, 5, 6, 7].map((number) => `anggota-${number}`)];

function planOf(overrides: Partial<OfficerPlan>): OfficerPlan {
  const role = (id: string, seats = 1) => ({
    id,
    name: { id: id === 'ketua' ? 'Ketua' : 'Anggota', en: id === 'ketua' ? 'Head' : 'Member' },
    seats,
    duties: [{ id: 'Menjaga ketertiban.', en: 'Keeps order.' }],
  });
  const day = (text: string) => Temporal.PlainDate.from(text);
  const body = (
    id: string,
    level: 'district' | 'village' | 'place',
    roles: readonly ReturnType<typeof role>[],
  ) => ({
    id,
    name: { id: id.toUpperCase(), en: id.toUpperCase() },
    fullName: { id: `Panitia ${id.toUpperCase()}`, en: `${id.toUpperCase()} committee` },
    level,
    roles,
    term: {
      from: day(level === 'place' ? '2024-11-07' : '2024-05-26'),
      until: day(level === 'place' ? '2024-12-08' : '2025-01-27'),
    },
    age: { least: 17, preferredMost: 55, law: 'PKPU 8/2022' },
    oversees: level !== 'place',
    head: 'ketua',
    law: 'PKPU 8/2022',
  });
  return {
    election: TEST_ELECTION,
    bodies: [
      body('ppk', 'district', [role('ketua'), role('anggota', 4)]),
      body('pps', 'village', [role('ketua'), role('anggota', 2)]),
      body(
        'kpps',
        'place',
        KPPS_ROLES.map((id) => role(id)),
      ),
      body('ketertiban', 'place', [role('ketua'), role('anggota')]),
    ],
    eraseAfterDays: 180,
    source: 'Test',
    ...overrides,
  };
}

/** Records a small plan of Pilkada 2024 with PPK, PPS, KPPS and security officers. */
export async function recordPlan(
  window: TestWindow,
  overrides: Partial<OfficerPlan> = {},
): Promise<OfficerPlan> {
  const written = JSON.stringify(planOf(overrides));
  const plan = officerPlanSchema.parse(JSON.parse(written));
  const changed_at = window.window.context.clock();
  await window.database.db
    .insertInto('officer_plan')
    .values({ election: plan.election, plan: written, changed_at })
    .onConflict((conflict) => conflict.column('election').doUpdateSet({ plan: written, changed_at }))
    .execute();
  return plan;
}

/** Whom a test wants; all that is left out follows from the body. */
export interface WantedOfficer {
  readonly body: string;
  readonly role?: string;
  /** Of PPK a kecamatan, else a kelurahan. */
  readonly area?: string;
  /** Null: none, even where the body is one of polling places. */
  readonly place?: string | null;
  readonly name?: string;
  readonly phone?: string | null;
  readonly nik?: string | null;
  readonly email?: string;
  readonly election?: string;
  readonly serves?: { readonly from: string; readonly until: string };
  readonly left?: { readonly on: string; readonly reason: 'resigned' | 'ill' | 'dismissed' };
  readonly replaces?: string;
  /** How they came in, or false for who has not yet. */
  readonly joined?: 'passkey' | 'pin' | 'in-person' | false;
  /** Sets dates of service for a phase on the window's day, where `serves` is not given. */
  readonly phase?: Extract<ServicePhase, 'coming' | 'serving' | 'finished'>;
}

/** An officer of a test, with a session of their phone. */
export interface TestOfficer extends Officer {
  readonly nik: string | undefined;
  readonly phone: string | undefined;
  /** The `cookie` header of the session. */
  readonly cookie: string;
  /** Id of the session. */
  readonly device: string;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Posts a form with the session. */
  post(path: string, form: Readonly<Record<string, string | readonly string[]>>): Promise<Response>;
  /** Sends an action as the phone's queue does, and reads what became of it. */
  act(kind: string, action?: SentByTest): Promise<ActOutcome>;
  /** Another phone of the same officer. */
  onOtherPhone(way?: OfficerSessionTable['way']): Promise<TestOfficer>;
}

/** An action that a test sends. */
export interface SentByTest {
  readonly subject?: string;
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  readonly photo?: Uint8Array<ArrayBuffer>;
  /** Number in the phone's queue; absent: one more than the last. */
  readonly number?: number;
  /** Absent: one of its own. */
  readonly id?: string;
  /** What the phone's clock says; absent: the moment of receipt counts. */
  readonly doneAt?: string;
  readonly sentAt?: string;
  readonly place?: { readonly latitude: number; readonly longitude: number };
}

/** What became of it, with the status of the answer. */
export interface ActOutcome {
  readonly status: number;
  readonly id: string;
  readonly state: 'done' | 'conflict' | 'refused' | 'problems' | undefined;
  readonly note?: string;
  readonly to?: string;
  readonly repeated?: boolean;
  readonly problems?: readonly { readonly field: string; readonly problem: string }[];
}

let made = 0;

/** Puts an officer into a seat, their numbers sealed as the roster seals them, and signs their phone in. */
export async function createOfficer(window: TestWindow, wanted: WantedOfficer): Promise<TestOfficer> {
  made += 1;
  const { context } = window.window;
  const election = wanted.election ?? TEST_ELECTION;
  const plan = (await context.officers.plan(election)) ?? (await recordPlan(window, { election }));
  const body = findBody(plan, wanted.body);
  if (!body) throw new Error(`The plan has no body ${wanted.body}.`);
  const role = wanted.role ?? 'ketua';
  if (!findRole(body, role)) throw new Error(`${wanted.body} has no role ${role}.`);
  const area =
    wanted.area ?? areaOf(wanted) ?? (body.level === 'district' ? TEST_AREAS.district : TEST_AREAS.village);
  const place = wanted.place === undefined ? placeIn(body.level, area) : wanted.place;
  const name = wanted.name ?? `Petugas Uji ${made}`;
  const nik =
    wanted.nik === null
      ? undefined
      : (wanted.nik ??
        `327601${String((made % 28) + 1).padStart(2, '0')}0190${String(made).padStart(4, '0')}`);
  const phone =
    wanted.phone === null ? undefined : (wanted.phone ?? `+62812${String(made).padStart(8, '0')}`);
  const now = context.clock();
  const serves =
    wanted.serves ??
    servesIn(wanted.phase, now.toZonedDateTimeISO(window.city.zone).toPlainDate(), body.term);
  const id = randomUUID();
  const { vault } = context;
  const row = await window.database.db
    .insertInto('officer')
    .values({
      id,
      election,
      body: wanted.body,
      role,
      name,
      name_folded: name.toLowerCase(),
      area,
      place,
      serves_from: serves.from,
      serves_until: serves.until,
      left_on: wanted.left?.on ?? null,
      left_reason: wanted.left?.reason ?? null,
      replaces: wanted.replaces ?? null,
      nik_sealed: nik === undefined ? null : vault.seal(SEALED.nik, nik),
      phone_sealed: phone === undefined ? null : vault.seal(SEALED.phone, phone),
      email_sealed: wanted.email === undefined ? null : vault.seal(SEALED.email, wanted.email),
      nik_key: nik === undefined ? null : vault.lookup(SEALED.nik, nik),
      phone_key: phone === undefined ? null : vault.lookup(SEALED.phone, phone),
      joined_at: wanted.joined === false ? null : now,
      joined_by: wanted.joined === false ? null : (wanted.joined ?? 'pin'),
      erased_at: null,
      created_at: now,
      changed_at: now,
    })
    .returning(OFFICER_COLUMNS)
    .executeTakeFirstOrThrow();
  return onPhone(window, officerOf(row), { nik, phone }, 'pin');
}

function areaOf({ place }: WantedOfficer): string | undefined {
  const parts = typeof place === 'string' ? /^(\d{2})(\d{2})(\d{2})(\d{4})\d{3}$/.exec(place) : null;
  return parts?.slice(1).join('.');
}

function placeIn(level: 'district' | 'village' | 'place', area: string): string | null {
  return level === 'place' ? `${area.replaceAll('.', '')}001` : null;
}

function servesIn(
  phase: WantedOfficer['phase'],
  today: Temporal.PlainDate,
  term: OfficerPlan['bodies'][number]['term'],
): { readonly from: string; readonly until: string } {
  const days = (from: number, until: number) => ({
    from: today.add({ days: from }).toString(),
    until: today.add({ days: until }).toString(),
  });
  if (phase === 'coming') return days(5, 35);
  if (phase === 'serving') return days(-5, 25);
  if (phase === 'finished') return days(-35, -5);
  return { from: term.from.toString(), until: term.until.toString() };
}

async function onPhone(
  window: TestWindow,
  officer: Officer,
  numbers: { readonly nik: string | undefined; readonly phone: string | undefined },
  way: OfficerSessionTable['way'],
): Promise<TestOfficer> {
  const { cookie, device } = await window.window.context.officerSessions.open(officer, way, 'Jendela test');
  const queue = randomUUID();
  let last = 0;
  const request: TestOfficer['request'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    for (const [header, value] of Object.entries({ ...TEST_BROWSER, cookie, accept: 'text/html' })) {
      if (!headers.has(header)) headers.set(header, value);
    }
    return window.request(path, { ...init, headers });
  };
  return {
    ...officer,
    ...numbers,
    cookie,
    device,
    request,
    post: (path, form) => {
      const body = new URLSearchParams();
      for (const [field, value] of pairsOf(form)) body.append(field, value);
      return request(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
    },
    async act(kind, action = {}) {
      const body = new FormData();
      for (const [field, value] of pairsOf(action.form ?? {})) body.append(field, value);
      const id = action.id ?? randomUUID();
      const number = action.number ?? last + 1;
      last = Math.max(last, number);
      const own = {
        '@id': id,
        subject: action.subject,
        '@queue': queue,
        '@number': String(number),
        '@doneAt': action.doneAt,
        '@sentAt': action.sentAt,
        latitude: action.place?.latitude.toString(),
        longitude: action.place?.longitude.toString(),
      };
      for (const [field, value] of Object.entries(own)) if (value !== undefined) body.append(field, value);
      if (action.photo) body.append('photo', new File([action.photo], 'foto.jpg'));
      const answer = await request(`/petugas/aksi/${kind}`, {
        method: 'POST',
        body,
        headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin' },
      });
      return { ...(await answer.json()), id, status: answer.status };
    },
    onOtherPhone: (other = 'pin') => onPhone(window, officer, numbers, other),
  };
}

function pairsOf(form: Readonly<Record<string, string | readonly string[]>>): [string, string][] {
  return Object.entries(form).flatMap(([field, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [field, one]),
  );
}
