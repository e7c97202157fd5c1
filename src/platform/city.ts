import type { Bilingual } from '../domain/text.ts';

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

/** The text of a bilingual value in a language. */
export function inLang(text: Bilingual, lang: 'id' | 'en'): string {
  return text[lang];
}
