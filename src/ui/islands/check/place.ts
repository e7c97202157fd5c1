import type { CheckProps, PlaceCard } from './model.ts';

const TIMEOUT_MS = 6_000;

/** The polling place of a record, from the window's public data; undefined where it could not be had. */
export async function fetchPlace(props: CheckProps, tps: string): Promise<PlaceCard | undefined> {
  try {
    const answer = await fetch(
      `${props.api}/polling-places/${encodeURIComponent(props.election.id)}/${tps}?lang=${props.lang}`,
      { signal: AbortSignal.timeout(TIMEOUT_MS) },
    );
    return answer.ok ? placeCard(await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}

function placeCard(json: unknown): PlaceCard | undefined {
  const { card, links } = Object(json) as { card?: PlaceCard; links?: PlaceCard['links'] };
  if (typeof card?.number !== 'string' || !Array.isArray(card.facts)) return undefined;
  const { number, village, district, map, facts } = card;
  return { number, village, district, ...(map && { map }), facts, links: { ...links } };
}
