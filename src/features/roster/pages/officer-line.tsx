import type { Officer, OfficerPlan } from '../../../domain/officer.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { Chip } from '../../../ui/components/chip.tsx';
import { Icon } from '../../../ui/components/icon.tsx';
import { officerPath } from '../constants.ts';
import { messages, reasonWords } from '../messages.ts';
import { nameOf, placeInWords, roleInWords } from '../scope.ts';

export interface OfficerLineProps {
  readonly officer: Officer;
  readonly plan: OfficerPlan;
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  /** Says where they sit, in lists of several teams. */
  readonly withPlace?: boolean;
}

/** One officer in a list: name, role, and whether they have joined. */
export function OfficerLine({ officer, plan, context, request, withPlace }: OfficerLineProps) {
  const { lang, here } = request;
  const role = roleInWords(plan, officer, lang);
  return (
    <li>
      <a class="item-line" href={here(officerPath(officer.id))}>
        <div>
          <b>{nameOf(officer, lang)}</b>
          <small>{withPlace ? `${role} · ${placeInWords(context, officer, lang)}` : role}</small>
        </div>
        <span class="states">
          <OfficerChip officer={officer} request={request} />
        </span>
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}

/** Whether an officer has joined, or why they left. */
export function OfficerChip({ officer, request }: Pick<OfficerLineProps, 'officer' | 'request'>) {
  const t = messages(request.lang);
  if (officer.left) {
    return (
      <Chip tone="bad" icon="log-out" label={t.leftChip(reasonWords(request.lang)[officer.left.reason])} />
    );
  }
  return officer.joined ? <Chip tone="ok" label={t.joined} /> : <Chip tone="warn" label={t.notJoined} />;
}
