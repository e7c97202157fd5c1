/** A shape on a square grid, drawn by its outline. */
interface Outline {
  readonly path: string;
  readonly width: number;
}

/**
 * The colours and shapes that pictures are drawn in, all as `#rrggbb` and as paths. The look has them (`pictureLook` in
 * src/ui), the platform knows none of its own.
 */
export interface PictureLook {
  /** The strong ground and what is written on it, loud and low. */
  readonly hero: string;
  readonly heroMute: string;
  readonly onHero: string;
  readonly ink: string;
  readonly inkDeep: string;
  readonly inkWash: string;
  readonly paper: string;
  readonly pane: string;
  readonly text: string;
  readonly mute: string;
  readonly line: string;
  /** What is written, and the ground that it is written on. */
  readonly tones: Readonly<Record<PictureTone, { readonly text: string; readonly wash: string }>>;
  /** The window's mark on a grid of 32. */
  readonly logo: {
    readonly frame: {
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly radius: number;
    };
    readonly cross: Outline;
    readonly print: Outline;
  };
  /** A large fingerprint on a grid of 200. */
  readonly fingerprint: string;
}

export type PictureTone = 'ok' | 'warn' | 'bad';

/** A word with its icon, whose path is on a grid of 24. */
export interface PictureMark {
  readonly label: string;
  readonly icon: string;
}
