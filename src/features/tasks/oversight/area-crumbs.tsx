import { liesWithin } from '../../../domain/officer.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { Breadcrumb } from '../../../ui/components/text.tsx';
import { oversightMessages } from './messages.ts';

/** Where an area lies, up to the one that the asker watches over; nothing where it is theirs. */
export function AreaCrumbs({
  context,
  request,
  href,
}: {
  readonly context: Pick<FeatureContext, 'areas'>;
  readonly request: Pick<OverseerRequest, 'lang' | 'area' | 'overseer'>;
  readonly href: (area: string) => string;
}) {
  const { lang, area, overseer } = request;
  if (area === overseer.area) return null;
  const around = context.areas
    .ancestors(area)
    .filter(({ code }) => liesWithin(code, overseer.area))
    .reverse();
  return (
    <Breadcrumb
      label={oversightMessages(lang).areas}
      items={[
        ...around.map(({ code, name }) => ({ label: name, href: href(code) })),
        { label: context.areas.get(area)?.name ?? area },
      ]}
    />
  );
}
