import type { PictureLook } from '../../../platform/pictures/look.ts';

/** What stands on one letter. */
export interface Letter {
  readonly name: string;
  /** "KPPS · Ketua". */
  readonly seat: string;
  /** "TPS 012, Kelurahan Beji". */
  readonly where: string;
  /** The code in groups. */
  readonly code: string;
  /** Address that the QR code holds. */
  readonly url: string;
  /** Whom to ask: "PPS Kelurahan Beji". */
  readonly helper: string;
  /** Last day on which it works, in words. */
  readonly until: string;
}

/** What stands on every letter of a PDF. */
export interface LetterHead {
  readonly look: PictureLook;
  readonly title: string;
  readonly windowName: string;
  readonly office: string;
  readonly election: string;
  /** The address without `https://`, as it is typed. */
  readonly address: string;
  readonly demo: string | undefined;
}

/** What the process that draws is told, one message after the other. */
export type PrintOrder =
  | { readonly kind: 'begin'; readonly head: LetterHead }
  | { readonly kind: 'letters'; readonly letters: readonly Letter[] }
  | { readonly kind: 'end' };

/** What it answers: the letters were drawn and more may come; a part of the PDF; that was all. */
export type PrintAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'part'; readonly bytes: Uint8Array }
  | { readonly kind: 'done' };
