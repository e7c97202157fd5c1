import type { ServicePhase } from '../../domain/officer.ts';
import type { OfficerWindow } from './contract.ts';
import { matchesPath } from './oversight.ts';

/** Whether an address of officers opens for somebody in a phase: who is not in service any more has what is their own. */
export function opensFor(windows: readonly OfficerWindow[], href: string, phase: ServicePhase): boolean {
  if (phase === 'coming' || phase === 'serving') return true;
  const [path = ''] = href.split('?');
  return windows
    .flatMap(({ pages = [], files = [] }) => [...pages, ...files])
    .some((route) => route.for === 'former' && matchesPath(route.path, path));
}
