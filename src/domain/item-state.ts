/** What readers see of an item: nothing yet, its first version, a later one, or that it is over. */
export type Shown = 'none' | 'published' | 'corrected' | 'expired' | 'withdrawn';

/** What is being worked on beside what readers see. */
export type Work = 'none' | 'draft' | 'in-review' | 'scheduled';

/** Where an item stands. Readers and staff look at different halves: a correction is drafted while the item stands. */
export interface ItemState {
  readonly shown: Shown;
  readonly work: Work;
}

/** What can happen to an item. `release` and `expire` are done by the clock, all else by a person or a source. */
export type ItemAction =
  | 'edit'
  | 'submit'
  | 'send-back'
  | 'publish'
  | 'schedule'
  | 'release'
  | 'discard'
  | 'confirm'
  | 'withdraw'
  | 'expire';

/**
 * Where an item stands after an action, or undefined where the action is not possible there.
 * docs/publishing.md draws it; every change of an item goes through here.
 */
export function afterAction({ shown, work }: ItemState, action: ItemAction): ItemState | undefined {
  switch (action) {
    case 'edit':
      return { shown, work: 'draft' };
    case 'submit':
      return work === 'draft' ? { shown, work: 'in-review' } : undefined;
    case 'send-back':
      return work === 'in-review' || work === 'scheduled' ? { shown, work: 'draft' } : undefined;
    case 'publish':
      return work === 'in-review' ? { shown: shownNext(shown), work: 'none' } : undefined;
    case 'schedule':
      return work === 'in-review' ? { shown, work: 'scheduled' } : undefined;
    case 'release':
      return work === 'scheduled' ? { shown: shownNext(shown), work: 'none' } : undefined;
    case 'discard':
      return work === 'none' ? undefined : { shown, work: 'none' };
    case 'confirm':
      return isCurrent(shown) ? { shown, work } : undefined;
    case 'withdraw':
      return isCurrent(shown) || shown === 'expired' ? { shown: 'withdrawn', work } : undefined;
    case 'expire':
      return isCurrent(shown) ? { shown: 'expired', work } : undefined;
  }
}

/** Whether readers are to take the item as true today. */
export function isCurrent(shown: Shown): boolean {
  return shown === 'published' || shown === 'corrected';
}

/** A version after the first tells what changed in it, even where the item had expired in between. */
function shownNext(shown: Shown): Shown {
  return shown === 'none' ? 'published' : 'corrected';
}
