import type { ResultCard } from './model.ts';

const KEY = 'kartu-tps';

/** A card that a person keeps on the device, with when it was kept. */
export interface KeptCard {
  readonly keptAt: string;
  readonly card: ResultCard;
}

/** Keeps a card in place of the one before. False where the device does not let us. */
export function keepCard(card: ResultCard, keptAt: string): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify({ keptAt, card } satisfies KeptCard));
    return true;
  } catch {
    return false;
  }
}

/** The card that is kept, or null where there is none that this version can read. */
export function keptCard(): KeptCard | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as KeptCard | null;
    return kept?.card?.version === 1 ? kept : null;
  } catch {
    return null;
  }
}

export function forgetCard(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where storage is closed, nothing was kept.
  }
}
