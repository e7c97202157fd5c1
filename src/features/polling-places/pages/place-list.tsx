import type { PollingPlace } from '../../../domain/polling-place.ts';
import type { PageRequest } from '../../../platform/feature.ts';
import { Icon } from '../../../ui/components/icon.tsx';
import { placePath } from '../links.ts';
import { words } from '../messages.ts';

/** The polling places of a kelurahan; the number is what people look for. */
export function PlaceList(props: {
  readonly places: readonly PollingPlace[];
  readonly request: PageRequest;
}) {
  const { places, request } = props;
  return (
    <ul class="window desk:grid-cols-2">
      {places.map((place) => (
        <li key={place.code} class="grid">
          <a class="pane row" href={request.href(placePath(place))}>
            <span class="fig w-18 flex-none">
              <span class="vh">TPS </span>
              {place.displayNumber}
            </span>
            <span class="min-w-0 flex-1">
              <b class="block">{place.name ?? place.address}</b>
              <small class="block">{place.name === undefined ? null : place.address}</small>
              <Remarks place={place} request={request} />
            </span>
            <Icon name="chevron-right" class="text-mute" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What sets a polling place apart from most: special kind, provisional site, wheelchair access. */
function Remarks({ place, request }: { readonly place: PollingPlace; readonly request: PageRequest }) {
  const t = words(request.lang);
  const remarks = [
    place.kind === 'regular' ? '' : t.kind(place.kind),
    place.status.kind === 'provisional' ? t.provisionalShort : '',
    place.accessibility.wheelchair === true ? t.wheelchairShort : '',
  ].filter((remark) => remark !== '');
  if (remarks.length === 0) return null;
  const [first = '', ...rest] = remarks;
  return <small class="block">{[first[0]?.toUpperCase() + first.slice(1), ...rest].join(' · ')}</small>;
}
