import type { Area } from '../domain/area.ts';
import { timeZoneOf } from '../domain/time-zone.ts';

/** An agency whose features stand in the window. */
export interface Agency {
  readonly id: string;
  /** "KPU Kota Depok". */
  readonly name: string;
}

/** The kota or kabupaten whose window this is. */
export interface City {
  /** Its area code, "32.76". */
  readonly area: string;
  /** "Kota Depok". */
  readonly name: string;
  /** What the window is called, "Jendela Depok". */
  readonly windowName: string;
  /** IANA zone, "Asia/Jakarta". */
  readonly zone: string;
  /** The city's own ink as #rrggbb, or null for the window's. */
  readonly ink: string | null;
  /** The election office and the city's office for communication and informatics. */
  readonly electionOffice: Agency;
  readonly cityOffice: Agency;
  /** True where everything in the window is made up. */
  readonly demo: boolean;
  /** The moment at which a demo's clock starts, so that its stages are worth looking at; null: the true time. */
  readonly demoClockStart: Temporal.Instant | null;
}

/** What an operator may say of the city; all else follows from its area. */
export interface CityWishes {
  readonly windowName?: string | undefined;
  readonly ink?: string | undefined;
  readonly demoClockStart?: Temporal.Instant | undefined;
}

/** The city of an area, with the names its offices usually have. */
export function cityOf(area: Area, wishes: CityWishes = {}): City {
  const place = area.name.replace(/^(Kota|Kabupaten)( Administrasi)? /, '');
  return {
    area: area.code,
    name: area.name,
    windowName: wishes.windowName ?? `Jendela ${place}`,
    zone: timeZoneOf(area.code),
    ink: wishes.ink ?? null,
    electionOffice: { id: 'kpu', name: `KPU ${area.name}` },
    cityOffice: { id: 'kota', name: `Diskominfo ${area.name}` },
    demo: wishes.demoClockStart !== undefined,
    demoClockStart: wishes.demoClockStart ?? null,
  };
}
