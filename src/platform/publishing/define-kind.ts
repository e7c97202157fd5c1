import type { ItemKind } from './kind.ts';
import type { PublishedItem } from './reader.ts';

/**
 * A kind as the window holds it, beside others whose content is of another form: whatever content it is given is
 * parsed by its schema first.
 */
export function defineKind<Content>(kind: ItemKind<Content>): ItemKind {
  const { judges, consequences, apply, remove, ...rest } = kind;
  const read = (content: unknown) => kind.schema.parse(content);
  const withContent = (item: PublishedItem): PublishedItem<Content> => ({
    ...item,
    content: read(item.content),
  });
  return {
    ...rest,
    title: (content) => kind.title(read(content)),
    text: (content) => kind.text(read(content)),
    address: (item) => kind.address({ ...item, content: read(item.content) }),
    toForm: (content) => kind.toForm(read(content)),
    preview: (content, request) => kind.preview(read(content), request),
    ...(judges && { judges: (content) => judges(read(content)) }),
    ...(consequences && { consequences: (content, request) => consequences(read(content), request) }),
    ...(apply && { apply: (trx, item) => apply(trx, withContent(item)) }),
    ...(remove && { remove: (trx, item) => remove(trx, withContent(item)) }),
  };
}
