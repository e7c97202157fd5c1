import type { Outgoing } from '../../platform/outgoing/outgoing.ts';
import { readFeed } from './readers/feed.ts';
import { readFolder } from './readers/folder.ts';
import type { KnownItem, ReadContext, Reading } from './readers/incoming.ts';
import { readListPage } from './readers/list-page.ts';
import { readWordPress } from './readers/wordpress.ts';
import type { Source } from './store.ts';

/** What reading a source needs of the window. */
export interface ReadParts {
  readonly ask: Outgoing['ask'];
  readonly now: () => Temporal.Instant;
  /** IANA zone of the city, in which a time is that says none. */
  readonly zone: string;
  /** Folder of the operator's in which folders of files lie; absent: there are none. */
  readonly sourcesDir: string | undefined;
}

/**
 * Reads a source as it is now. Nothing is written by it: the same serves to look before a source is added.
 *
 * @throws SourceError where there is nothing that fits, OutgoingError where it cannot be asked, ZodError where its
 * settings are not of its kind
 */
export function readSource(
  { ask, now, zone, sourcesDir }: ReadParts,
  source: Pick<Source, 'kind' | 'settings' | 'state'>,
  known: readonly KnownItem[],
  signal: AbortSignal,
): Promise<Reading> {
  const context: ReadContext = {
    ask,
    now: now(),
    zone,
    signal,
    state: source.state,
    knownKeys: known.map(({ key }) => key),
    known,
  };
  switch (source.kind) {
    case 'feed':
      return readFeed(source.settings, context);
    case 'wordpress':
      return readWordPress(source.settings, context);
    case 'list':
      return readListPage(source.settings, context);
    case 'folder':
      return readFolder(source.settings, context, sourcesDir);
  }
}
