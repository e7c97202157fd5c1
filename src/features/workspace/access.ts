import type { Agency } from '../../platform/city.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import type { ItemActor, WorkItem } from '../../platform/publishing/publishing.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';

/** What can be done with items of a kind. */
export type Deed = 'write' | 'review';

/** Whether a person may do something with a kind's items of an agency. */
export function may(request: StaffRequest, kind: Pick<ItemKind, 'id'>, deed: Deed, agency: string): boolean {
  return request.may(`${kind.id}.${deed}`, agency);
}

/** The agencies whose items of a kind a person may write, or decide about. */
export function agenciesOf(
  { city }: Pick<FeatureContext, 'city'>,
  request: StaffRequest,
  kind: Pick<ItemKind, 'id' | 'owner'>,
  ...deeds: readonly Deed[]
): readonly Agency[] {
  const { electionOffice, cityOffice } = city;
  const owners = {
    any: [electionOffice, cityOffice],
    'election-office': [electionOffice],
    'city-office': [cityOffice],
  }[kind.owner];
  return owners.filter(({ id }) => deeds.some((deed) => may(request, kind, deed, id)));
}

/**
 * The kind that an address names; undefined where there is none.
 *
 * @throws Problem `not-allowed` where the person has nothing to do with it
 */
export function openKind(context: FeatureContext, request: StaffRequest): ItemKind | undefined {
  const kind = context.kinds.get(request.params['kind'] ?? '');
  if (!kind) return undefined;
  if (agenciesOf(context, request, kind, 'write', 'review').length === 0) throw notAllowed();
  return kind;
}

/** An item with its kind, and what this person may do with it. */
export interface OpenedItem {
  readonly kind: ItemKind;
  readonly item: WorkItem;
  readonly mayWrite: boolean;
  readonly mayReview: boolean;
}

/**
 * The item that an address names. One of an agency that the person has nothing to do with is not told from one that
 * does not exist.
 *
 * @throws Problem `not-allowed`
 */
export async function openWorkItem(
  context: FeatureContext,
  request: StaffRequest,
): Promise<OpenedItem | undefined> {
  const kind = openKind(context, request);
  if (!kind) return undefined;
  const item = await context.publishing.find(request.params['id'] ?? '');
  if (!item || item.kind !== kind.id) return undefined;
  const mayWrite = may(request, kind, 'write', item.agency);
  const mayReview = may(request, kind, 'review', item.agency);
  return mayWrite || mayReview ? { kind, item, mayWrite, mayReview } : undefined;
}

/** Who acts, as publishing and the audit log name them. */
export function actorOf({ staff, address }: StaffRequest): ItemActor {
  return { kind: 'staff', staff, address };
}

/** The answer to whoever may not. */
export function notAllowed(): Problem {
  return new Problem(403, 'not-allowed', 'Your role does not include this.');
}

/** Whether this person wrote in the draft and the kind wants a second one to publish it. */
export function needsOther(
  { publishing }: Pick<FeatureContext, 'publishing'>,
  { staff }: Pick<StaffRequest, 'staff'>,
  item: WorkItem,
): boolean {
  return (
    publishing.needsSecondPerson(item.kind) &&
    (item.draft?.authors ?? []).some((author) => author.id === staff.id)
  );
}

/** Where the items of a kind are listed, without a language. */
export function kindPath(kind: Pick<ItemKind, 'id'>): string {
  return `/kerja/${kind.id}`;
}

/** The page of an item in the workspace, without a language. */
export function itemPath(item: Pick<WorkItem, 'kind' | 'id'>): string {
  return `/kerja/${item.kind}/${item.id}`;
}
