import { findRole, type Officer } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { HomePane, OfficerRequest } from '../../platform/officers/contract.ts';
import { officerAsks, oversightPath } from '../../platform/officers/oversight.ts';
import { messages } from './messages.ts';

/** Rows of a waiting list on a small screen; the pages behind them hold the rest. */
const MOST_WAITING = 8;

/** Who sits in the same team, the head first. */
export function teamPane(team: readonly Officer[], request: OfficerRequest): HomePane {
  const { lang, officer, seat, format } = request;
  const t = messages(lang);
  return {
    order: 20,
    icon: 'users',
    title: t.team,
    note: t.teamNote(format.number(team.length)),
    rows: team.map((member) => ({
      title: member.id === officer.id ? `${member.name} (${t.you})` : member.name,
      note: findRole(seat.body, member.role)?.name[lang] ?? member.role,
    })),
  };
}

/** What waits for a PPK or PPS, what is urgent first; undefined for others, and where nothing waits. */
export async function waitingPane(
  context: FeatureContext,
  request: OfficerRequest,
): Promise<HomePane | undefined> {
  const { officer, seat, lang } = request;
  if (!seat.body.oversees) return undefined;
  const asked = { ...officerAsks(request), area: officer.area };
  const all = await Promise.all(context.officerWindows().map(({ waiting }) => waiting?.(asked) ?? []));
  const items = all
    .flat()
    .toSorted(
      (a, b) =>
        Number(b.urgent ?? false) - Number(a.urgent ?? false) || Temporal.Instant.compare(a.since, b.since),
    );
  if (items.length === 0) return undefined;
  return {
    order: 1,
    icon: 'inbox',
    title: messages(lang).waiting,
    note: request.format.number(items.length),
    tone: items.some(({ urgent }) => urgent) ? 'bad' : 'warn',
    rows: items.slice(0, MOST_WAITING).map(({ title, note, path, urgent }) => ({
      title,
      note,
      href: oversightPath('officer', path),
      ...(urgent ? { state: { label: messages(lang).urgent, tone: 'bad' as const } } : {}),
    })),
  };
}
