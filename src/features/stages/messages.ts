import { defineMessages } from '../../platform/i18n/messages.ts';

/** What the pages, calendars and feeds of the stages say. */
export const messages = defineMessages(
  {
    stages: 'Tahapan',
    stagesOf: (election: string) => `Tahapan ${election}`,
    tileNote: (count: number, running: number) => `${count} tahap, ${running} berjalan`,
    tileNothing: 'Jadwal pemilihan',
    noStages: 'Belum ada tahapan',
    noStagesWhy: 'KPU belum mengumumkan jadwal pemilihan. Begitu ada, jadwalnya tampil di sini.',

    votingOn: (day: string) => `Pemungutan suara ${day}`,
    votingToday: 'Hari ini pemungutan suara',
    votingTodayHours: (hours: string) => `Datang ke TPS Anda ${hours}.`,
    overTitle: 'Pemilihan ini sudah selesai',
    overText: (day: string) => `Pemungutan suaranya ${day}. Yang tampil di sini adalah catatan.`,
    seeInstead: (election: string) => `Lihat tahapan ${election}`,
    votedTitle: 'Pemungutan suara sudah selesai',
    votedText: (day: string) => `Pemungutan suaranya ${day}. Tahapan hasil belum semua selesai.`,

    filterLabel: 'Pilih tahap',
    count: (count: number) => `${count} tahap`,
    earlier: (count: number) => `${count} tahap sudah lewat`,
    otherStages: 'Tahap lain',
    otherElections: 'Pemilihan lain',

    timeline: 'Garis waktu',
    timelineLabel: (election: string, from: string, until: string) =>
      `Garis waktu ${election}, ${from} sampai ${until}. Tanggalnya ada dalam tabel di bawah gambar.`,
    timelineTable: 'Lihat sebagai tabel',
    today: 'hari ini',
    columnStage: 'Tahap',
    columnDate: 'Tanggal',
    columnState: 'Keadaan',
    months: 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des',

    from: (start: string) => `Mulai ${start}`,
    until: (end: string) => `Sampai ${end}`,
    at: (date: string, time: string) => `${date} pukul ${time}`,
    hours: (opens: string, closes: string) => `pukul ${opens}–${closes}`,
    span: (start: string, end: string) => `${start} sampai ${end}`,
    noDate: 'Tanggal belum ditetapkan',
    notHappened: 'Tidak terjadi',
    notHappenedPlan: (date: string) => `Tidak terjadi. Rencananya ${date}`,
    onCondition: (condition: string) => `Syarat: ${condition}`,

    startsToday: 'Mulai hari ini',
    startsTomorrow: 'Mulai besok',
    startsIn: (days: string) => `Mulai ${days} hari lagi`,
    isToday: 'Hari ini saja',
    endsToday: 'Hari ini hari terakhir',
    endsTomorrow: 'Selesai besok',
    endsIn: (days: string) => `Selesai ${days} hari lagi`,

    endsOn: (date: string) => `Selesai ${date}`,
    daysAway: (days: number) => (days === 0 ? 'Hari ini' : days === 1 ? 'Besok' : `${days} hari lagi`),

    whatYouDo: 'Yang perlu Anda lakukan',
    whatYouDid: 'Yang dilakukan warga waktu itu',
    conditionOpen: 'Tahap ini belum tentu ada',
    conditionFailed: 'Tahap ini tidak terjadi',
    conditionMet: 'Syarat tahap ini terpenuhi',
    partOf: 'Bagian dari',
    place: 'Lihat tempatnya di peta',
    inside: 'Di dalam tahap ini',
    sources: 'Sumber',
    regulation: (regulation: string, version: number) => `${regulation}, catatan versi ${version}`,
    lastChanged: (moment: string) => `Terakhir diubah ${moment}`,
    note: 'Tentang data ini',
    history: 'Riwayat perubahan',
    addToCalendar: 'Tambahkan ke kalender',
    subscribe: 'Langganan kalender',
    subscribeHint: 'Semua tahap masuk ke kalender Anda, dan ikut berubah kalau jadwal berubah.',
    subscribeAddress: 'Kalau HP Anda tidak membukanya, tempel alamat ini di aplikasi kalender:',
    follow: 'Ikuti jadwalnya',
    deadline: (name: string) => `Batas akhir: ${name}`,
    feed: 'Perubahan tahapan',
    feedSubtitle: 'Tahapan yang ditambah, diubah, atau dihapus',
    withdrawnTitle: 'Tahap ini sudah dihapus dari jadwal',
    withdrawnText: (moment: string) => `Tercatat ${moment}. Yang tampil di sini adalah catatan terakhirnya.`,
    breadcrumb: 'Letak halaman ini',
    uncheckedTitle: (day: string) => `Belum diperiksa lagi sejak ${day}`,
    uncheckedText: (office: string) =>
      `Tanggalnya mungkin sudah berubah. Kalau ragu, tanyakan langsung kepada ${office}.`,
    keptBy: (office: string) => `Dikelola ${office}`,
    checked: (day: string, by: string) => `Diperiksa ${day}, diperiksa lagi paling lambat ${by}`,

    changedTo: (field: string, before: string, after: string) => `${field} dari ${before} menjadi ${after}`,
    addedCount: (count: number) => `${count} tahap ditambahkan`,
    changedCount: (count: number) => `${count} tahap diubah`,
    removedCount: (count: number) => `${count} tahap dihapus`,
    nothing: 'belum ada',

    nowNext: 'Tahap berikutnya',
    nowVoted: 'Menunggu hasil',
    nowBetween: 'Sekarang',
    nowBetweenTitle: 'Belum ada pemilihan',
    nowBetweenLast: (election: string, day: string) => `${election} sudah selesai, ${day}.`,
    nowBetweenNone: 'Jadwal pemilihan berikutnya belum diumumkan.',
    daysToVoting: (days: number) =>
      days === 1 ? 'hari lagi, besok pemungutan suara' : 'hari lagi menuju pemungutan suara',
    daysToStart: 'hari lagi dimulai',
    pollsClose: 'batas waktu datang ke TPS',
    pollsOpen: 'TPS mulai dibuka',
  },
  {
    stages: 'Stages',
    stagesOf: (election: string) => `${election}: stages`,
    tileNote: (count: number, running: number) => `${stagesCount(count)}, ${running} under way`,
    tileNothing: 'Schedule of elections',
    noStages: 'No stages yet',
    noStagesWhy: 'KPU has not announced the schedule of an election. Once it does, it appears here.',

    votingOn: (day: string) => `Voting on ${day}`,
    votingToday: 'Voting is today',
    votingTodayHours: (hours: string) => `Come to your polling place ${hours}.`,
    overTitle: 'This election is over',
    overText: (day: string) => `Voting was on ${day}. What you see here is a record.`,
    seeInstead: (election: string) => `See the stages of ${election}`,
    votedTitle: 'Voting is over',
    votedText: (day: string) => `Voting was on ${day}. Not all stages of the result are done.`,

    filterLabel: 'Choose stages',
    count: (count: number) => stagesCount(count),
    earlier: (count: number) => `${count} stages have passed`,
    otherStages: 'Other stages',
    otherElections: 'Other elections',

    timeline: 'Timeline',
    timelineLabel: (election: string, from: string, until: string) =>
      `Timeline of ${election}, ${from} to ${until}. The dates are in the table below the picture.`,
    timelineTable: 'See as a table',
    today: 'today',
    columnStage: 'Stage',
    columnDate: 'Date',
    columnState: 'State',
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',

    from: (start: string) => `From ${start}`,
    until: (end: string) => `Until ${end}`,
    at: (date: string, time: string) => `${date} at ${time}`,
    hours: (opens: string, closes: string) => `${opens}–${closes}`,
    span: (start: string, end: string) => `${start} to ${end}`,
    noDate: 'No date is set yet',
    notHappened: 'Did not happen',
    notHappenedPlan: (date: string) => `Did not happen. Planned for ${date}`,
    onCondition: (condition: string) => `Condition: ${condition}`,

    startsToday: 'Starts today',
    startsTomorrow: 'Starts tomorrow',
    startsIn: (days: string) => `Starts in ${days} days`,
    isToday: 'Today only',
    endsToday: 'Today is the last day',
    endsTomorrow: 'Ends tomorrow',
    endsIn: (days: string) => `Ends in ${days} days`,

    endsOn: (date: string) => `Ends ${date}`,
    daysAway: (days: number) => (days === 0 ? 'Today' : days === 1 ? 'Tomorrow' : `${days} days left`),

    whatYouDo: 'What you do',
    whatYouDid: 'What citizens did then',
    conditionOpen: 'It is not certain that this stage takes place',
    conditionFailed: 'This stage did not happen',
    conditionMet: 'The condition of this stage was met',
    partOf: 'Part of',
    place: 'See the place on a map',
    inside: 'Within this stage',
    sources: 'Sources',
    regulation: (regulation: string, version: number) => `${regulation}, version ${version} of the record`,
    lastChanged: (moment: string) => `Last changed ${moment}`,
    note: 'About this data',
    history: 'History of changes',
    addToCalendar: 'Add to calendar',
    subscribe: 'Subscribe to the calendar',
    subscribeHint: 'All stages come into your calendar and follow when the schedule changes.',
    subscribeAddress: 'If your phone does not open it, paste this address into your calendar app:',
    follow: 'Follow the schedule',
    deadline: (name: string) => `Last day: ${name}`,
    feed: 'Changes of stages',
    feedSubtitle: 'Stages that were added, changed or removed',
    withdrawnTitle: 'This stage was removed from the schedule',
    withdrawnText: (moment: string) => `Recorded ${moment}. What you see here is its last version.`,
    breadcrumb: 'Where this page stands',
    uncheckedTitle: (day: string) => `Not checked again since ${day}`,
    uncheckedText: (office: string) => `The dates may have changed. When in doubt, ask ${office} directly.`,
    keptBy: (office: string) => `Kept by ${office}`,
    checked: (day: string, by: string) => `Checked on ${day}, to be checked again by ${by}`,

    changedTo: (field: string, before: string, after: string) => `${field} from ${before} to ${after}`,
    addedCount: (count: number) => `${stagesCount(count)} added`,
    changedCount: (count: number) => `${stagesCount(count)} changed`,
    removedCount: (count: number) => `${stagesCount(count)} removed`,
    nothing: 'none',

    nowNext: 'Next stage',
    nowVoted: 'Awaiting results',
    nowBetween: 'Now',
    nowBetweenTitle: 'No election at present',
    nowBetweenLast: (election: string, day: string) => `${election} is over, ${day}.`,
    nowBetweenNone: 'The schedule of the next election has not been announced.',
    daysToVoting: (days: number) => (days === 1 ? 'day left, voting is tomorrow' : 'days left to voting'),
    daysToStart: 'days until it starts',
    pollsClose: 'is the last moment to come',
    pollsOpen: 'polling places open',
  },
);

/** Where a stage stands. */
export const stateWords = defineMessages(
  {
    upcoming: 'Akan datang',
    running: 'Sedang berlangsung',
    ended: 'Selesai',
    conditional: 'Hanya jika perlu',
    cancelled: 'Tidak terjadi',
    unknown: 'Tanpa tanggal',
    withdrawn: 'Dihapus',
  },
  {
    upcoming: 'To come',
    running: 'Under way',
    ended: 'Over',
    conditional: 'Only if needed',
    cancelled: 'Did not happen',
    unknown: 'No date',
    withdrawn: 'Removed',
  },
);

/** Where an election stands. */
export const standingWords = defineMessages(
  {
    coming: 'Menuju pemungutan suara',
    'voting-day': 'Hari ini',
    voted: 'Menunggu hasil',
    over: 'Sudah selesai',
  },
  { coming: 'Ahead of voting', 'voting-day': 'Today', voted: 'Awaiting results', over: 'Over' },
);

/** The filters, and how many stages each shows. */
export const filterWords = defineMessages(
  {
    semua: 'Semua',
    berjalan: 'Berjalan',
    berikutnya: 'Berikutnya',
    selesai: 'Selesai',
    countSemua: (count: number) => `${count} tahap`,
    countBerjalan: (count: number) =>
      count === 0 ? 'Tidak ada tahap yang berjalan sekarang' : `${count} tahap berjalan`,
    countBerikutnya: (count: number) =>
      count === 0 ? 'Tidak ada tahap berikutnya' : `${count} tahap berikutnya`,
    countSelesai: (count: number) =>
      count === 0 ? 'Belum ada tahap yang selesai' : `${count} tahap sudah selesai`,
  },
  {
    semua: 'All',
    berjalan: 'Under way',
    berikutnya: 'Next',
    selesai: 'Over',
    countSemua: (count: number) => stagesCount(count),
    countBerjalan: (count: number) =>
      count === 0 ? 'No stage is under way now' : `${stagesCount(count)} under way`,
    countBerikutnya: (count: number) =>
      count === 0 ? 'No stage is to come' : `${stagesCount(count)} to come`,
    countSelesai: (count: number) => (count === 0 ? 'No stage is over yet' : `${stagesCount(count)} over`),
  },
);

/** What an import did to a stage. */
export const changeWords = defineMessages(
  { added: 'Ditambahkan', changed: 'Diubah', removed: 'Dihapus dari jadwal' },
  { added: 'Added', changed: 'Changed', removed: 'Removed from the schedule' },
);

/** The fields of a stage, as a list of changes names them. */
export const fieldWords = defineMessages(
  {
    name: 'nama',
    kind: 'jenis',
    start: 'tanggal mulai',
    end: 'tanggal selesai',
    rule: 'aturan tanggal',
    condition: 'syarat',
    conditionMet: 'terpenuhinya syarat',
    parent: 'tempat dalam jadwal',
    area: 'wilayah',
    sources: 'sumber',
    regulation: 'peraturan',
    note: 'catatan',
    citizen: 'yang perlu Anda lakukan',
    geo: 'lokasi',
  },
  {
    name: 'name',
    kind: 'kind',
    start: 'start',
    end: 'end',
    rule: 'rule of its date',
    condition: 'condition',
    conditionMet: 'whether the condition was met',
    parent: 'place in the schedule',
    area: 'area',
    sources: 'sources',
    regulation: 'regulation',
    note: 'note',
    citizen: 'what you do',
    geo: 'location',
  },
);

export type Words = ReturnType<typeof messages>;

function stagesCount(count: number): string {
  return count === 1 ? '1 stage' : `${count} stages`;
}
