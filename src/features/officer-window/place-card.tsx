import type { VNode } from 'preact';
import type { Coordinates } from '../../domain/polling-place.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { PollingPlaceCard } from '../../ui/components/polling-place.tsx';
import { messages } from './messages.ts';

/** The polling place of an officer's team, with its number as the big thing; undefined for bodies of an area. */
export async function placeCard(
  { capabilities, areas }: FeatureContext,
  request: OfficerRequest,
): Promise<VNode | undefined> {
  const { officer, lang, format } = request;
  if (officer.place === undefined) return undefined;
  const t = messages(lang);
  const known = await capabilities.pollingPlaces?.find(officer.election, officer.place);
  if (!known) {
    return (
      <PollingPlaceCard
        eyebrow={t.myPlace}
        number={officer.place.slice(-3)}
        village={areas.get(officer.area)?.name ?? officer.area}
        district=""
        facts={[{ icon: 'map-pin', text: t.notKnownPlace }]}
      />
    );
  }
  const { place, village, district } = known;
  return (
    <section class="stack">
      <PollingPlaceCard
        eyebrow={t.myPlace}
        number={place.displayNumber}
        village={village.name}
        district={district.name}
        {...(place.coordinates ? { map: mapOf(place.coordinates, place.displayNumber, request) } : {})}
        facts={[
          {
            icon: 'map-pin',
            text: place.name ? `${place.name}, ${place.address}` : place.address,
            ...(place.voters === undefined ? {} : { note: t.voters(format.number(place.voters)) }),
          },
        ]}
      />
      <Actions>
        {place.coordinates && (
          <LinkButton icon="map-pinned" href={geoLink(place.coordinates, place.displayNumber)}>
            {t.directions}
          </LinkButton>
        )}
        <LinkButton alt icon="map-pin" href={request.href(`/tps/${place.election}/${place.code}`)}>
          {t.placePage}
        </LinkButton>
      </Actions>
    </section>
  );
}

/** Opens the phone's own map app, which may have the way without a network. */
function geoLink({ latitude, longitude }: Coordinates, number: string): string {
  const point = `${latitude},${longitude}`;
  return `geo:${point}?q=${point}(TPS+${number})`;
}

function mapOf({ latitude, longitude }: Coordinates, number: string, { lang }: OfficerRequest) {
  const t = messages(lang);
  const write = (value: number) =>
    new Intl.NumberFormat(lang === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 4 }).format(
      Math.abs(value),
    );
  const coordinates = `${write(latitude)}° ${latitude < 0 ? t.south : t.north}, ${write(longitude)}° ${t.east}`;
  return { label: `TPS ${number}: ${coordinates}`, coordinates, north: t.northLetter };
}
