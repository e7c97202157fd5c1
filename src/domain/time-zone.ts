/** Provinces of Central Indonesia Time (WITA): Bali, Nusa Tenggara, south, east and north Kalimantan, Sulawesi. */
const CENTRAL = ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'];
/** Provinces of Eastern Indonesia Time (WIT): Maluku and Papua. */
const EASTERN = ['81', '82', '91', '92', '93', '94', '95', '96', '97'];

/**
 * The IANA zone of an area by its province (Keputusan Presiden 41/1987, with the provinces that were parted off
 * since). All others have Western Indonesia Time (WIB).
 */
export function timeZoneOf(areaCode: string): 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura' {
  const province = areaCode.slice(0, 2);
  if (CENTRAL.includes(province)) return 'Asia/Makassar';
  return EASTERN.includes(province) ? 'Asia/Jayapura' : 'Asia/Jakarta';
}
