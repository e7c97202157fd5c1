/** A kind of page that the demo window has, by the address of one such page, without a language. */
export interface PageKind {
  readonly kind: string;
  readonly path: string;
}

/** Whether it is shown inside a page of another site: without navigation, in the language of that page. */
export const isFrame = ({ path }: PageKind): boolean => path.startsWith('/tanam/');

interface StageFound {
  readonly id: string;
  readonly state: string;
}

interface PlaceFound {
  readonly code: string;
  readonly area: string;
  readonly kind: string;
  readonly coordinates?: unknown;
  readonly status: { readonly kind: string };
}

const COMING = 'pilkada-2024';
const PAST = 'pemilu-2024';

/** One page of every kind, found by the window's own API. */
export async function findPageKinds(url: string): Promise<readonly PageKind[]> {
  const get = async (path: string) => {
    const answer = await fetch(`${url}/api/v1${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const stages: readonly StageFound[] = (await get(`/elections/${COMING}/stages`)).stages;
  const past: readonly StageFound[] = (await get(`/elections/${PAST}/stages`)).stages;
  const places: readonly PlaceFound[] = (await get(`/polling-places?election=${COMING}&limit=200`)).items;
  const before: readonly PlaceFound[] = (await get(`/polling-places?election=${PAST}&limit=200`)).items;
  const area = places[0]?.area ?? '';

  const pages: PageKind[] = [
    { kind: 'home', path: '/' },
    { kind: 'stages', path: '/tahapan' },
    { kind: 'stages of a past election', path: `/tahapan/${PAST}` },
    { kind: 'stages that run', path: `/tahapan/${COMING}?keadaan=berjalan` },
    { kind: 'polling places', path: '/tps' },
    { kind: 'polling places of a past election', path: `/tps/${PAST}` },
    { kind: 'kecamatan', path: `/tps/${COMING}/${area.slice(0, 8)}` },
    { kind: 'kelurahan', path: `/tps/${COMING}/${area}` },
    { kind: 'kelurahan in a past election', path: `/tps/${PAST}/${area}` },
    { kind: 'voter check', path: '/cek' },
    { kind: 'voter check of a past election', path: `/cek?pemilihan=${PAST}` },
    { kind: 'voter check by the server', path: '/cek/lewat-server' },
    { kind: 'kept card', path: '/cek/kartu' },
    { kind: 'how the check works', path: '/cek/bagaimana' },
    { kind: 'search', path: '/cari' },
    { kind: 'search with hits', path: '/cari?q=depok' },
    { kind: 'search without hits', path: '/cari?q=qwxyz' },
    { kind: 'documents', path: '/dokumen' },
    { kind: 'documents that match nothing', path: '/dokumen?q=qwxyz' },
    { kind: 'questions', path: '/tanya' },
    { kind: 'more', path: '/lainnya' },
    { kind: 'share', path: '/bagikan?untuk=/tahapan' },
    { kind: 'poster', path: '/bagikan/poster?untuk=/tahapan' },
    { kind: 'widgets', path: '/widget' },
    { kind: 'frame of a list', path: '/tanam/tahapan' },
    { kind: 'frame of the countdown', path: '/tanam/hitung-mundur' },
    { kind: 'about', path: '/tentang' },
    { kind: 'developers', path: '/developers' },
    { kind: 'no network', path: '/luring' },
    { kind: 'missing', path: '/tidak-ada' },
  ];
  for (const state of new Set(stages.map((stage) => stage.state))) {
    const stage = stages.find((one) => one.state === state);
    if (stage) pages.push({ kind: `stage: ${state}`, path: `/tahapan/${COMING}/${stage.id}` });
  }
  const cancelled = past.find(({ state }) => state === 'cancelled') ?? past[0];
  if (cancelled) pages.push({ kind: 'stage: past election', path: `/tahapan/${PAST}/${cancelled.id}` });

  const wanted: readonly [string, string, PlaceFound | undefined][] = [
    ['confirmed', COMING, places.find(({ status }) => status.kind === 'confirmed')],
    ['provisional', COMING, places.find(({ status }) => status.kind === 'provisional')],
    ['special', COMING, places.find(({ kind }) => kind !== 'regular')],
    ['without a point', COMING, places.find(({ coordinates }) => coordinates === undefined)],
    ['past election', PAST, before[0]],
    ['special, past election', PAST, before.find(({ kind }) => kind !== 'regular')],
  ];
  for (const [kind, election, place] of wanted) {
    if (place) pages.push({ kind: `polling place: ${kind}`, path: `/tps/${election}/${place.code}` });
  }
  return pages;
}
