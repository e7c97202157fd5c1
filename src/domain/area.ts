/** Administrative levels, from the country's codes (Kepmendagri): province, city or regency, district, village. */
export type AreaKind = 'provinsi' | 'kabupaten' | 'kota' | 'kecamatan' | 'kelurahan' | 'desa';

export interface Area {
  /** Dotted text: `32`, `32.76`, `32.76.01`, `32.76.01.1006`. Never a number: `11.10` is not `11.1`. */
  readonly code: string;
  /** As it is read: `Kota Depok`, `Pancoran Mas`. Not unique. */
  readonly name: string;
  readonly kind: AreaKind;
  /** Code of the area around it; null for a province. */
  readonly parent: string | null;
}

/** Areas by code, by name and as a tree. */
export interface AreaIndex {
  readonly size: number;
  get(code: string): Area | undefined;
  /** Areas directly inside, sorted by code; with null, the ones whose parent is not in the index. */
  children(code: string | null): readonly Area[];
  /** The areas around it, nearest first. */
  ancestors(code: string): Area[];
  /** Areas of that name, whatever the case or accents; a kota or kabupaten also by its bare name. */
  findByName(name: string): readonly Area[];
  /** The name, with the areas around it as far as namesakes need it: `Curug, Kecamatan Cimanggis`. */
  label(code: string): string;
}

const AREA_CODE = /^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.[1-9]\d{3})?)?)?$/;
const PLAIN_AREA_CODE = /^\d{2}(?:\d{2}(?:\d{2}(?:[1-9]\d{3})?)?)?$/;
/** The first kota number in a province; numbers below it are kabupaten. */
const FIRST_KOTA_NUMBER = 71;

/** Whether a text has the form of a dotted area code. It does not say that such an area exists. */
export function isAreaCode(text: string): boolean {
  return AREA_CODE.test(text);
}

/** `32.76.01.1006` as `3276011006`, the form in KPU's polling place codes. */
export function plainAreaCode(code: string): string {
  return code.replaceAll('.', '');
}

/** `3276011006` (2, 4, 6 or 10 digits) as `32.76.01.1006`; undefined for anything else. */
export function dottedAreaCode(plain: string): string | undefined {
  if (!PLAIN_AREA_CODE.test(plain)) return undefined;
  const parts = [plain.slice(0, 2), plain.slice(2, 4), plain.slice(4, 6), plain.slice(6)];
  return parts.filter((part) => part !== '').join('.');
}

/** Code of the area around it: `32.76` for `32.76.01`, null for a province. */
export function parentAreaCode(code: string): string | null {
  const dot = code.lastIndexOf('.');
  return dot === -1 ? null : code.slice(0, dot);
}

/**
 * What a well-formed code says about its area: kota are numbered from 71 within a province, kelurahan from 1001 and
 * desa from 2001 within a kecamatan (desa adat, from 3001, count as desa). Undefined for a text that is no area code.
 */
export function areaKindOf(code: string): AreaKind | undefined {
  if (!isAreaCode(code)) return undefined;
  const [, city, district, village] = code.split('.');
  if (village !== undefined) return village.startsWith('1') ? 'kelurahan' : 'desa';
  if (district !== undefined) return 'kecamatan';
  if (city !== undefined) return Number(city) >= FIRST_KOTA_NUMBER ? 'kota' : 'kabupaten';
  return 'provinsi';
}

/** Whether a kota or kabupaten, the areas that have an election office and a window of their own. */
export function isCity(area: Area): boolean {
  return area.kind === 'kota' || area.kind === 'kabupaten';
}

/** An area that was asked for as a city's and is not one. */
export class NotACityError extends Error {
  override readonly name = 'NotACityError';

  readonly code: 'unknown-area' | 'not-a-city';
  readonly area: string;

  constructor(code: NotACityError['code'], area: string) {
    const fault = code === 'unknown-area' ? 'there is no such area' : 'it is not a kota or kabupaten';
    super(`Area ${area}: ${fault}; the code of a city reads like 32.76`);
    this.code = code;
    this.area = area;
  }
}

/**
 * The kota or kabupaten of that code.
 *
 * @throws NotACityError
 */
export function requireCity(areas: Pick<AreaIndex, 'get'>, code: string): Area {
  const area = areas.get(code);
  if (area === undefined) throw new NotACityError('unknown-area', code);
  if (!isCity(area)) throw new NotACityError('not-a-city', code);
  return area;
}

/** Builds the index; the order of the areas does not matter. A code given twice counts once, the last one. */
export function createAreaIndex(areas: Iterable<Area>): AreaIndex {
  const byCode = new Map<string, Area>();
  for (const area of areas) byCode.set(area.code, area);
  const childrenOf = groupByParent(byCode);
  let names: Map<string, Area[]> | undefined;

  const ancestors = (code: string): Area[] => {
    const found: Area[] = [];
    for (let at = parentOf(code); at !== undefined; at = parentOf(at.code)) found.push(at);
    return found;
  };

  const parentOf = (code: string): Area | undefined => {
    const parent = byCode.get(code)?.parent;
    return parent == null ? undefined : byCode.get(parent);
  };

  const findByName = (name: string): readonly Area[] => {
    names ??= groupByName(byCode.values());
    return names.get(foldName(name)) ?? [];
  };

  // The name, then one area around it after another until no namesake reads the same.
  const label = (code: string): string => {
    const area = byCode.get(code);
    if (area === undefined) return code;
    const others = findByName(area.name).filter((other) => other.code !== code);
    if (others.length === 0) return area.name;
    const read = (of: Area) => [of, ...ancestors(of.code)].map(nameWithKind);
    const own = read(area);
    const rivals = others.map(read);
    const isVillage = area.kind === 'kelurahan' || area.kind === 'desa';
    for (let length = isVillage ? 2 : 1; length <= own.length; length++) {
      const candidate = own.slice(0, length).join(', ');
      if (rivals.every((rival) => rival.slice(0, length).join(', ') !== candidate)) return candidate;
    }
    return `${own.join(', ')} (${code})`;
  };

  return {
    size: byCode.size,
    get: (code) => byCode.get(code),
    children: (code) => childrenOf.get(code) ?? [],
    ancestors,
    findByName,
    label,
  };
}

/** The name with the word for its level where the name alone does not carry it. */
function nameWithKind(area: Area): string {
  return area.kind === 'kecamatan' ? `Kecamatan ${area.name}` : area.name;
}

function groupByParent(byCode: ReadonlyMap<string, Area>): Map<string | null, Area[]> {
  const groups = new Map<string | null, Area[]>();
  for (const area of byCode.values()) {
    const parent = area.parent !== null && byCode.has(area.parent) ? area.parent : null;
    push(groups, parent, area);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.code < b.code ? -1 : 1));
  return groups;
}

function groupByName(areas: Iterable<Area>): Map<string, Area[]> {
  const groups = new Map<string, Area[]>();
  for (const area of areas) {
    push(groups, foldName(area.name), area);
    if (isCity(area))
      push(groups, foldName(area.name.replace(/^(Kota|Kabupaten) (Administrasi )?/, '')), area);
  }
  return groups;
}

function push<Key>(groups: Map<Key, Area[]>, key: Key, area: Area): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [area]);
  else group.push(area);
}

/** The form in which two spellings of a name are equal. */
function foldName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
