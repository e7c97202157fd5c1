import { SourceError } from './incoming.ts';

/** Names of the elements that a feed begins with, without their prefix. */
const ROOTS = new Set(['rss', 'feed', 'rdf']);

/**
 * Looks at how a text begins and ends before any parser does: whether it is JSON or one of the kinds of XML that a feed
 * can be, whole, and without entities of its own. Such entities can grow without end, or name files of this machine.
 *
 * @throws SourceError `not-a-feed`
 */
export function refuseOtherThanFeed(text: string): void {
  const start = afterMisc(text);
  if (text[start] === '{') return;
  const name = /^<([\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]/.exec(text.slice(start, start + 100));
  if (!name || !ROOTS.has(name[2]?.toLowerCase() ?? '')) throw notAFeed('There is no feed at this address.');
  // Half a feed has half an article, which nobody wrote.
  if (
    !text
      .slice(-4_096)
      .toLowerCase()
      .includes(`</${(name[1] ?? '') + name[2]}`.toLowerCase())
  ) {
    throw notAFeed('The feed is cut off.');
  }
}

/** Where the first element is: after declarations, comments and a plain document type. */
function afterMisc(text: string): number {
  let at = 0;
  for (;;) {
    while (/\s|\uFEFF/.test(text[at] ?? '')) at += 1;
    if (text.startsWith('<?', at)) at = after(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at);
    else if (text.startsWith('<!', at)) {
      const end = after(text, '>', at);
      if (/\[|<!ENTITY/i.test(text.slice(at, end))) {
        throw notAFeed('The feed defines entities, and is refused.');
      }
      at = end;
    } else return at;
  }
}

function after(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  if (at < 0) throw notAFeed('There is no feed at this address.');
  return at + sign.length;
}

function notAFeed(detail: string): SourceError {
  return new SourceError('not-a-feed', detail);
}
