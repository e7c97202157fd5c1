import type { AreaKind } from '../../domain/area.ts';
import type { AccessibilityFeature, PollingPlaceKind } from '../../domain/polling-place.ts';
import { defineMessages } from '../../platform/i18n/messages.ts';

/** Everything a citizen reads about polling places. */
export const words = defineMessages(
  {
    findTitle: 'Cari TPS',
    pageTitle: (election: string) => `TPS ${election}`,
    lead: (places: string, districts: string) => `${places} TPS di ${districts} kecamatan.`,
    description: (city: string, election: string) =>
      `Tempat pemungutan suara (TPS) ${election} di ${city}, per kecamatan dan kelurahan.`,
    tileNote: (places: string) => `${places} TPS`,
    tileNone: 'Belum ada lokasi',
    searchLabel: 'Cari nomor TPS atau kelurahan',
    elections: 'Pilih pemilihan',
    pastChip: (election: string) => `${election} · selesai`,
    chooseDistrict: 'Pilih kecamatan',
    chooseVillage: (kind: string) => `Pilih ${kind}`,
    count: (places: string) => `${places} TPS`,
    asOf: (moment: string) => `Data TPS terakhir berubah ${moment}.`,
    checked: (day: string, by: string) => `Diperiksa ${day}, diperiksa lagi paling lambat ${by}.`,
    uncheckedTitle: (day: string) => `Belum diperiksa lagi sejak ${day}`,
    uncheckedText: (office: string) =>
      `Lokasinya mungkin sudah berubah. Kalau ragu, tanyakan kepada ketua RT atau ${office}.`,

    noneTitle: (election: string) => `Lokasi TPS ${election} belum ada`,
    noneBody: 'Lokasi akan tampil di sini begitu KPU mengumumkannya.',
    noneHereTitle: (area: string) => `Belum ada TPS di ${area}`,
    noElectionTitle: 'Belum ada pemilihan',
    noElectionBody: 'Lokasi TPS akan tampil di sini menjelang pemilihan berikutnya.',

    pastTitle: (election: string) => `${election} sudah selesai`,
    pastBody: (day: string) =>
      `Pemungutan suaranya ${day}. Nomor dan lokasi TPS bisa berbeda di setiap pemilihan.`,
    toCurrent: (election: string) => `Lihat TPS ${election}`,
    replacedBy: (tps: string, election: string) => `Digantikan ${tps} pada ${election}`,

    district: (name: string) => `Kecamatan ${name}`,
    village: (kind: AreaKind, name: string) => `${kind === 'desa' ? 'Desa' : 'Kelurahan'} ${name}`,
    villageKind: (kind: AreaKind) => (kind === 'desa' ? 'desa' : 'kelurahan'),
    areaTitle: (area: string) => `TPS di ${area}`,
    namesake: (area: string, district: string) => `Ada juga ${area} di ${district}.`,
    areaInSearch: (kind: AreaKind, parent: string) =>
      kind === 'kecamatan'
        ? 'Kecamatan · daftar TPS'
        : `${kind === 'desa' ? 'Desa' : 'Kelurahan'} di Kecamatan ${parent} · daftar TPS`,

    cardTitle: (election: string) => `TPS ${election}`,
    tps: (number: string) => `TPS ${number}`,
    tpsIn: (number: string, village: string) => `TPS ${number} ${village}`,
    confirmed: (day: string) => `Lokasi dipastikan ${day}.`,
    provisional: 'Lokasi masih sementara dan bisa berubah.',
    provisionalPast: 'Lokasi tercatat sebagai sementara.',
    provisionalShort: 'lokasi sementara',
    withdrawn: (day: string) => `TPS ini tidak dipakai lagi sejak ${day}`,
    withdrawnNote: 'Cek lagi TPS Anda, atau tanyakan kepada ketua RT.',
    wheelchairShort: 'bisa untuk kursi roda',
    votingTime: (day: string, opens: string, closes: string) => `${day}, pukul ${opens}–${closes}`,
    votingTimePast: (day: string) => `Pemungutan suara ${day} sudah selesai`,
    queueNote: 'Datang sebelum TPS tutup. Yang sudah antre tetap dilayani.',

    moved: (tps: string, election: string) => `Pindah dari ${tps} pada ${election}`,
    movedNote: (address: string) => `Dulu di ${address}.`,
    renumbered: (tps: string, election: string) => `Nomornya berganti: dulu ${tps} pada ${election}`,
    renumberedNote: 'Tempatnya sama.',
    same: (election: string) => `Nomor dan tempatnya sama dengan ${election}`,
    merged: (tps: string, election: string) => `Gabungan ${tps} pada ${election}`,
    and: 'dan',

    mapLabel: (coordinates: string) => `Letak TPS dan TPS lain di dekatnya. Koordinat ${coordinates}.`,
    coordinates: (latitude: string, south: boolean, longitude: string) =>
      `${latitude}° ${south ? 'LS' : 'LU'}, ${longitude}° BT`,
    north: 'U',
    noMap: 'Titik petanya belum ada. Ikuti alamat di atas, atau tanyakan kepada ketua RT.',

    directions: 'Petunjuk arah',
    openMapApp: 'Buka di aplikasi peta',
    openStreetMap: 'OpenStreetMap',
    googleMaps: 'Google Maps',
    otherMaps: 'Peta lain',
    addToCalendar: 'Tambah ke kalender',
    leavesWindow: 'Tautan peta membuka situs lain. Situs itu tahu TPS mana yang Anda cari.',

    accessTitle: 'Kemudahan di TPS ini',
    access: (feature: AccessibilityFeature) =>
      ({
        wheelchair: 'Kursi roda',
        stepFreeEntrance: 'Pintu masuk tanpa tangga',
        accessibleToilet: 'Toilet untuk penyandang disabilitas',
        brailleTemplate: 'Alat bantu huruf braille',
        parking: 'Tempat parkir',
      })[feature],
    yes: 'Ada',
    no: 'Tidak ada',
    unknown: 'Belum diketahui',
    wheelchairYes: 'Bisa untuk kursi roda.',
    wheelchairNo: 'Belum bisa untuk kursi roda.',
    wheelchairUnknown: 'Belum diketahui bisa untuk kursi roda atau tidak.',
    accessHelp: 'Perlu bantuan? Petugas TPS akan membantu, dan Anda boleh membawa pendamping.',

    bringTitle: 'Yang perlu dibawa',
    hours: (opens: string, closes: string) => `Datang pukul ${opens}–${closes}.`,
    checkVoter: 'Belum tahu TPS Anda? Cek daftar pemilih',

    kind: (kind: PollingPlaceKind) =>
      ({
        regular: '',
        hospital: 'TPS lokasi khusus di rumah sakit',
        prison: 'TPS lokasi khusus di lapas atau rutan',
        'boarding-school': 'TPS lokasi khusus di pesantren atau asrama',
        campus: 'TPS lokasi khusus di kampus',
        workplace: 'TPS lokasi khusus di tempat kerja',
        'care-home': 'TPS lokasi khusus di panti',
        relocation: 'TPS lokasi khusus di tempat relokasi',
      })[kind],
    kindNote: 'Hanya untuk pemilih yang terdaftar di TPS ini.',

    latestTitle: 'Lokasi TPS diperbarui',
    latestNote: (places: string, election: string) => `${places} TPS, ${election}`,

    eventTitle: (election: string, number: string) => `Mencoblos ${election} di TPS ${number}`,
    eventBring: (things: string) => `Bawa ${things}.`,
  },
  {
    findTitle: 'Find a polling place',
    pageTitle: (election) => `Polling places: ${election}`,
    lead: (places, districts) => `${places} polling places (TPS) in ${districts} kecamatan.`,
    description: (city, election) =>
      `Polling places (TPS) for ${election} in ${city}, by kecamatan and kelurahan.`,
    tileNote: (places) => `${places} polling places`,
    tileNone: 'No places yet',
    searchLabel: 'Search TPS number or kelurahan',
    elections: 'Choose an election',
    pastChip: (election) => `${election} · over`,
    chooseDistrict: 'Choose a kecamatan',
    chooseVillage: (kind) => `Choose a ${kind}`,
    count: (places) => `${places} TPS`,
    asOf: (moment) => `Polling place data last changed on ${moment}.`,
    checked: (day: string, by: string) => `Checked on ${day}, to be checked again by ${by}.`,
    uncheckedTitle: (day: string) => `Not checked again since ${day}`,
    uncheckedText: (office: string) =>
      `The places may have changed. When in doubt, ask the head of your RT or ${office}.`,

    noneTitle: (election) => `No polling places yet for ${election}`,
    noneBody: 'They appear here once the election office announces them.',
    noneHereTitle: (area) => `No polling places in ${area} yet`,
    noElectionTitle: 'No election yet',
    noElectionBody: 'Polling places appear here before the next election.',

    pastTitle: (election) => `${election} is over`,
    pastBody: (day) => `Voting day was ${day}. Numbers and places can differ from one election to the next.`,
    toCurrent: (election) => `See polling places: ${election}`,
    replacedBy: (tps, election) => `Replaced by ${tps} in ${election}`,

    district: (name) => `Kecamatan ${name}`,
    village: (kind, name) => `${kind === 'desa' ? 'Desa' : 'Kelurahan'} ${name}`,
    villageKind: (kind) => (kind === 'desa' ? 'desa' : 'kelurahan'),
    areaTitle: (area) => `Polling places in ${area}`,
    namesake: (area, district) => `There is another ${area} in ${district}.`,
    areaInSearch: (kind, parent) =>
      kind === 'kecamatan'
        ? 'Kecamatan · polling places'
        : `${kind === 'desa' ? 'Desa' : 'Kelurahan'} in Kecamatan ${parent} · polling places`,

    cardTitle: (election) => `Polling place for ${election}`,
    tps: (number) => `TPS ${number}`,
    tpsIn: (number, village) => `TPS ${number} ${village}`,
    confirmed: (day) => `Place confirmed on ${day}.`,
    provisional: 'The place is provisional and may change.',
    provisionalPast: 'The place was recorded as provisional.',
    provisionalShort: 'provisional place',
    withdrawn: (day) => `This polling place has not been in use since ${day}`,
    withdrawnNote: 'Check your polling place again, or ask the head of your RT.',
    wheelchairShort: 'wheelchair access',
    votingTime: (day, opens, closes) => `${day}, ${opens}–${closes}`,
    votingTimePast: (day) => `Voting on ${day} is over`,
    queueNote: 'Come before it closes. Whoever is in the queue by then can still vote.',

    moved: (tps, election) => `Moved from ${tps} in ${election}`,
    movedNote: (address) => `It was at ${address}.`,
    renumbered: (tps, election) => `New number: it was ${tps} in ${election}`,
    renumberedNote: 'The place is the same.',
    same: (election) => `Same number and place as in ${election}`,
    merged: (tps, election) => `Joins ${tps} of ${election}`,
    and: 'and',

    mapLabel: (coordinates) => `Where the polling place is, and others near it. Coordinates ${coordinates}.`,
    coordinates: (latitude, south, longitude) => `${latitude}° ${south ? 'S' : 'N'}, ${longitude}° E`,
    north: 'N',
    noMap: 'There is no point on the map yet. Follow the address above, or ask the head of your RT.',

    directions: 'Directions',
    openMapApp: 'Open in a map app',
    openStreetMap: 'OpenStreetMap',
    googleMaps: 'Google Maps',
    otherMaps: 'Other maps',
    addToCalendar: 'Add to calendar',
    leavesWindow: 'Map links open other sites. Those learn which polling place you look for.',

    accessTitle: 'Access at this polling place',
    access: (feature) =>
      ({
        wheelchair: 'Wheelchair access',
        stepFreeEntrance: 'Entrance without steps',
        accessibleToilet: 'Accessible toilet',
        brailleTemplate: 'Braille template',
        parking: 'Parking',
      })[feature],
    yes: 'Yes',
    no: 'No',
    unknown: 'Not known',
    wheelchairYes: 'Wheelchairs can get in.',
    wheelchairNo: 'Wheelchairs cannot get in yet.',
    wheelchairUnknown: 'Not known whether wheelchairs can get in.',
    accessHelp: 'Need help? The officers will help, and you may bring someone with you.',

    bringTitle: 'What to bring',
    hours: (opens, closes) => `Come between ${opens} and ${closes}.`,
    checkVoter: 'Not sure which is yours? Check the voter list',

    kind: (kind) =>
      ({
        regular: '',
        hospital: 'Special polling place in a hospital',
        prison: 'Special polling place in a prison',
        'boarding-school': 'Special polling place in a boarding school',
        campus: 'Special polling place on a campus',
        workplace: 'Special polling place at a workplace',
        'care-home': 'Special polling place in a care home',
        relocation: 'Special polling place at a relocation site',
      })[kind],
    kindNote: 'Only for voters on the list of this polling place.',

    latestTitle: 'Polling places updated',
    latestNote: (places, election) => `${places} polling places, ${election}`,

    eventTitle: (election, number) => `Vote in ${election} at TPS ${number}`,
    eventBring: (things) => `Bring ${things}.`,
  },
);

export type Words = ReturnType<typeof words>;
