import { type AreaIndex, dottedAreaCode, isAreaCode } from '../../domain/area.ts';

/** The last part of an address that is an area's code, or a polling place's, which begins with its kelurahan's. */
const CODE_AT_END = /\/(?:(\d{2}\.\d{2}[\d.]*)|(\d{10})\d{3})$/;

/**
 * The area of this city that a page is about: by its own address, or as the list of an area names it in `wilayah`.
 * Empty where there is none.
 */
export function areaOfView(path: string, named: string | undefined, areas: Pick<AreaIndex, 'get'>): string {
  const match = CODE_AT_END.exec(path);
  const code = match ? (match[1] ?? dottedAreaCode(match[2] ?? '')) : named;
  return code !== undefined && isAreaCode(code) && areas.get(code) !== undefined ? code : '';
}
