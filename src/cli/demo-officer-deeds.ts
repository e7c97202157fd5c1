import { november } from '../demo/officer-incidents.ts';
import { demoPeople } from '../demo/officers.ts';
import type { Officer } from '../domain/officer.ts';
import { meetingStep } from '../domain/training.ts';
import { readQuestions } from '../features/health/questions.ts';
import { BLOOD_TYPES, writeCard } from '../features/health/store.ts';
import { codeAt } from '../features/training/sessions.ts';
import { readLessons } from '../features/training/store.ts';
import type { FeatureContext } from '../platform/feature.ts';
import { performAction } from '../platform/officers/actions.ts';
import type { OfficerAction } from '../platform/officers/contract.ts';
import type { FormValues } from '../platform/workspace/contract.ts';
import { letDemoOfficersReport, type ShownTeam } from './demo-officer-incidents.ts';
import type { DemoOfficersReport, JoinedOfficer } from './demo-officers.ts';
import { CommandFailure } from './failure.ts';

/** Course that the project ships. */
const COURSE = 'kpps-dasar';
/** The hall in which the demo's officers met, and when. */
const MEETING = {
  code: 'DEM0H-AD1R7',
  venue: 'Balai kota',
  from: Temporal.Instant.from('2024-11-16T08:00:00+07:00'),
  until: Temporal.Instant.from('2024-11-16T15:00:00+07:00'),
} as const;
/** The morning that a demo shows. */
const NOW = Temporal.Instant.from('2024-11-24T08:55:00+07:00');
/** Deeds that are done at once: the database answers several. */
const AT_ONCE = 6;

/** What an officer's page calls what was sent, as the forms of the window call it. */
const TITLES: Readonly<Record<string, string>> = {
  'training.answer': 'Jawaban soal pelatihan',
  'training.attend': 'Hadir di pelatihan tatap muka',
  'health.screen': 'Pertanyaan kesehatan',
  'must-read.confirm': 'Sudah dibaca',
  'tasks.done': 'Tugas selesai',
  'tasks.done-photo': 'Tugas selesai',
  'incidents.report': 'Lapor kejadian',
  'health.help': 'Saya butuh bantuan',
};

/** One action of one officer. */
export interface DemoDeed {
  readonly officer: Officer;
  readonly kind: string;
  readonly subject: string;
  readonly values: FormValues;
  readonly at: Temporal.Instant;
}

/**
 * Lets officers who joined do what officers do, by the window's own actions: learn, read, report, tick tasks. Each deed
 * has an id of its own, so that an opening which was cut short does none twice.
 *
 * @throws CommandFailure where an action is refused
 */
export async function letDemoOfficersAct(
  context: FeatureContext,
  { joined, shown }: Pick<DemoOfficersReport, 'joined' | 'shown'>,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const actions = new Map<string, OfficerAction>(
    context
      .features()
      .flatMap((feature) => feature.officers?.(context).actions ?? [])
      .map((action) => [action.kind, action]),
  );
  const rounds = [
    await learning(context, joined),
    await looking(context, joined, shown),
    await reading(context, joined),
    taskDeeds(joined),
  ];
  const total = rounds.reduce((sum, round) => sum + round.length, 0);
  let done = 0;
  const perform = async (deed: DemoDeed) => {
    await act(context, actions, deed);
    done += 1;
    onProgress(done, total);
  };
  // What one officer does stays in order; different officers do not wait for each other.
  for (const round of rounds) {
    const chains = [...Map.groupBy(round, ({ officer }) => officer.id).values()];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let chain = chains.pop(); chain; chain = chains.pop()) {
          for (const deed of chain) await perform(deed);
        }
      }),
    );
  }
  await keepCards(context, joined, shown);
  await letDemoOfficersReport(context, {
    heads: joined
      .filter(({ officer: { body, role } }) => role === 'ketua' && body !== 'ppk')
      .map(({ officer }) => officer)
      .toSorted((a, b) => (a.area < b.area ? -1 : 1)),
    shown,
    until: NOW,
    act: (deed) => act(context, actions, deed),
  });
}

async function act(
  context: FeatureContext,
  actions: ReadonlyMap<string, OfficerAction>,
  { officer, kind, subject, values, at }: DemoDeed,
): Promise<void> {
  const action = actions.get(kind);
  if (!action) throw new CommandFailure(`The window knows no action ${kind}.`);
  const { db, vault, city } = context;
  const answer = await performAction({ db, vault, clock: () => at, zone: city.zone }, action, {
    id: `demo ${kind} ${officer.id} ${subject} ${at.toString()}`,
    officer,
    device: 'demo',
    subject,
    title: TITLES[kind] ?? '',
    queued: undefined,
    doneAt: undefined,
    sentAt: undefined,
    place: undefined,
    values,
    photos: [],
    lang: 'id',
  });
  if (answer.kind === 'problems') {
    throw new CommandFailure(`${kind} was refused: ${answer.problems.map(({ field }) => field).join(', ')}`);
  }
}

/** Two thirds of KPPS learn in the days after joining; most of them have been to the meeting as well. */
async function learning(
  context: FeatureContext,
  joined: readonly JoinedOfficer[],
): Promise<readonly DemoDeed[]> {
  const { db, city } = context;
  await db
    .insertInto('training_session')
    .values({
      code: MEETING.code,
      course: COURSE,
      election: 'pilkada-2024',
      area: city.area,
      venue: MEETING.venue,
      starts_at: MEETING.from,
      ends_at: MEETING.until,
      made_by: 'demo',
      made_at: MEETING.from.subtract({ hours: 72 }),
      cancelled_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const lessons = await readLessons(db, COURSE);
  const learners = kpps(joined).filter((_, index) => index % 3 !== 2);
  return learners.flatMap(({ officer, at }, index) => {
    const learned = index % 5 === 4 ? lessons.slice(0, 2) : lessons;
    const answers = learned.map(({ id, asked, questions }, lesson): DemoDeed => {
      const chosen = questions.map((question) => [
        `q-${question.id}`,
        question.choices.flatMap(({ right }, choice) => (right ? [String(choice)] : [])),
      ]);
      return {
        officer,
        kind: 'training.answer',
        subject: `${COURSE}/${id}`,
        values: { versi: String(asked ?? 1), ...Object.fromEntries(chosen) },
        at: earliest(at.add({ hours: 20 + lesson * 3 }), NOW),
      };
    });
    const wasThere = index % 7 !== 6 && Temporal.Instant.compare(at, MEETING.from) < 0;
    const scanned = MEETING.from.add({ minutes: 20 + (index % 60) });
    const attend: DemoDeed = {
      officer,
      kind: 'training.attend',
      subject: '',
      values: { kode: codeAt(context, MEETING.code, meetingStep(scanned).step) },
      at: scanned,
    };
    return wasThere ? [...answers, attend] : answers;
  });
}

/** Half of them looked at their health: nearly all are well, and one in three lets the head see it. */
async function looking(
  { db }: FeatureContext,
  joined: readonly JoinedOfficer[],
  shown: ShownTeam | undefined,
): Promise<readonly DemoDeed[]> {
  const { questions } = await readQuestions(db, 'pilkada-2024');
  const isShown = ({ id }: Officer) => shown?.members.slice(0, 3).some((one) => one.id === id) ?? false;
  return kpps(joined)
    .filter(({ officer }, index) => index % 2 === 0 || isShown(officer))
    .map(({ officer, at }, index) => ({
      officer,
      kind: 'health.screen',
      subject: '',
      values: {
        ...((index % 3 === 0 || isShown(officer)) && { bagikan: 'ya' }),
        ...Object.fromEntries(
          questions.map(({ id, ifYes }, place) => {
            const isWell = ifYes === 'fine' ? 'ya' : 'tidak';
            const isIll = ifYes === 'fine' ? 'tidak' : 'ya';
            return [
              `q-${id}`,
              (index % 9 === 6 || officer.id === shown?.members[1]?.id) && place === index % questions.length
                ? isIll
                : isWell,
            ];
          }),
        ),
      },
      at: earliest(at.add({ hours: 2 }), NOW),
    }));
}

/** Four of five read what the office wrote, the later one by fewer. */
async function reading(
  { db }: FeatureContext,
  joined: readonly JoinedOfficer[],
): Promise<readonly DemoDeed[]> {
  const instructions = await db
    .selectFrom('must_read')
    .select(['item', 'version', 'since'])
    .orderBy('since')
    .limit(20)
    .execute();
  return joined.flatMap(({ officer, at }, index) =>
    instructions
      .filter((_, place) => (place === 0 ? index % 5 !== 4 : index % 5 < 2))
      .map(({ item, version, since }) => ({
        officer,
        kind: 'must-read.confirm',
        subject: item,
        values: { versi: String(version) },
        at: earliest(latest(at, since).add({ minutes: 15 + (index % 300) }), NOW),
      })),
  );
}

/** Who ticks a task of a team, and of how many teams one has not. */
const TEAM_TASKS = [
  { body: 'kpps', role: 'ketua', task: 'kpps-bagi-peran', when: '15T19:30', butOneIn: 9 },
  { body: 'kpps', role: 'ketua', task: 'kpps-umumkan', photo: true, when: '21T16:00', butOneIn: 6 },
  { body: 'pps', role: 'ketua', task: 'pps-kpps-lengkap', when: '09T16:00', butOneIn: 7 },
  { body: 'pps', role: 'ketua', task: 'pps-undangan', when: '11T20:00', butOneIn: 8 },
  { body: 'ppk', role: 'ketua', task: 'ppk-jadwal-logistik', when: '19T14:00', butOneIn: 6 },
] as const;

/** Heads tick what their team has done so far; some are late. */
function taskDeeds(joined: readonly JoinedOfficer[]): readonly DemoDeed[] {
  const tick = (
    { officer, at }: JoinedOfficer,
    task: { readonly id: string; readonly when: string; readonly photo?: boolean; readonly answer?: string },
  ): DemoDeed => ({
    officer,
    kind: task.photo ? 'tasks.done-photo' : 'tasks.done',
    subject: task.id,
    values: { answer: task.answer ?? '', note: '' },
    at: earliest(latest(at.add({ minutes: 30 }), november(task.when)), NOW),
  });
  const seated = (body: string, role: string) =>
    joined.filter(({ officer }) => officer.body === body && officer.role === role);
  const ofTeams = TEAM_TASKS.flatMap(({ body, role, task, when, butOneIn, ...more }) =>
    seated(body, role)
      .filter((_, index) => index % butOneIn !== butOneIn - 1)
      .map((one) => tick(one, { id: task, when, ...more })),
  );
  const heads = seated('kpps', 'ketua').flatMap((one, index) => [
    ...(index % 3 === 0 ? [tick(one, { id: 'kpps-giliran-istirahat', when: '22T20:00' })] : []),
    ...(index % 4 === 1
      ? [
          tick(one, {
            id: 'kpps-pemberitahuan',
            photo: true,
            when: '24T08:30',
            answer: String(180 + (index % 90)),
          }),
        ]
      : []),
  ]);
  const guards = Map.groupBy(seated('ketertiban', 'petugas'), ({ officer }) => officer.place);
  const ofGuards = [...guards.values()].flatMap(([one], index) =>
    one && index % 2 === 0 ? [tick(one, { id: 'ketertiban-jalur', when: '24T08:10' })] : [],
  );
  return [...ofTeams, ...heads, ...ofGuards];
}

const BLOOD = BLOOD_TYPES.filter((type) => type !== '');
/** What is known of some of them; the others wrote down their blood type and whom to call. */
const ILLNESSES = [
  { illness: 'Asma', medicine: 'Inhaler, di tas', allergy: '' },
  { illness: 'Darah tinggi', medicine: 'Amlodipin tiap pagi', allergy: '' },
  { illness: '', medicine: '', allergy: 'Udang' },
] as const;
const NOTHING = { illness: '', medicine: '', allergy: '' } as const;

/** One in six, and all of the team that a demo shows, keeps an emergency card. */
async function keepCards(
  { db, vault, areas, city }: FeatureContext,
  joined: readonly JoinedOfficer[],
  shown: ShownTeam | undefined,
): Promise<void> {
  const isShown = (officer: Officer) =>
    [shown?.head, ...(shown?.members ?? [])].some((one) => one?.id === officer.id);
  const family = demoPeople({ areas, city: city.area, seed: 'keluarga' }, 'substitutes');
  const owners = kpps(joined).filter(({ officer }, index) => index % 6 === 0 || isShown(officer));
  await db.transaction().execute(async (trx) => {
    for (const [index, { officer, at }] of owners.entries()) {
      const person = family.next().value;
      await writeCard(
        trx,
        vault,
        officer,
        {
          blood: BLOOD[index % BLOOD.length] ?? 'O',
          ...(index % 3 === 1 ? (ILLNESSES[Math.floor(index / 3) % ILLNESSES.length] ?? NOTHING) : NOTHING),
          contactName: person.name,
          contactPhone: person.phone,
        },
        earliest(at.add({ hours: 3 }), NOW),
      );
    }
  });
}

function kpps(joined: readonly JoinedOfficer[]): readonly JoinedOfficer[] {
  return joined.filter(({ officer }) => officer.body === 'kpps');
}

function earliest(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b;
}

function latest(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}
