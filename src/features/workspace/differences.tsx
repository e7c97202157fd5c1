import type { ItemEnvelope, SomeLanguages } from '../../domain/item.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { defineMessages } from '../../platform/i18n/messages.ts';
import type { ItemKind } from '../../platform/publishing/kind.ts';
import { exactWordChanges, type WordChange } from '../../platform/word-changes.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';
import { WordChanges } from '../../ui/components/word-changes.tsx';
import { messages } from './messages.ts';

const diffMessages = defineMessages(
  { title: 'Judul', text: 'Isi', english: (label: string) => `${label}, bahasa Inggris` },
  { title: 'Title', text: 'Content', english: (label) => `${label}, in English` },
);

/** One form of an item: what is published, or what is drafted. */
export interface ItemForm {
  readonly content: unknown;
  readonly envelope: ItemEnvelope;
}

/** What differs in one of its texts. */
export interface Difference {
  readonly label: string;
  readonly changes: readonly WordChange[];
}

/** What an item says beside its content, in words. */
export function envelopeFacts(
  context: Pick<FeatureContext, 'areas'>,
  envelope: ItemEnvelope,
  { lang, format }: Pick<StaffRequest, 'lang' | 'format'>,
): readonly { readonly label: string; readonly text: string }[] {
  const t = messages(lang);
  const { source, areas, audience, urgency, expiresAt, reviewOn } = envelope;
  const urgencies = { normal: t.urgencyNormal, important: t.urgencyImportant, urgent: t.urgencyUrgent };
  return [
    { label: t.source, text: [source.title, source.url].filter(Boolean).join(' ') },
    {
      label: t.areas,
      text: areas.length === 0 ? t.wholeCity : areas.map((code) => context.areas.label(code)).join('; '),
    },
    { label: t.audience, text: audience === 'public' ? t.audiencePublic : t.audienceOfficers },
    { label: t.urgency, text: urgencies[urgency] },
    { label: t.expires, text: expiresAt ? format.dateTime(expiresAt) : t.emptyFact },
    { label: t.reviewOn, text: reviewOn ? format.date(reviewOn, { weekday: true }) : t.emptyFact },
  ];
}

/** What differs between two forms of an item, text by text and word by word; empty where nothing does. */
export function differences(
  context: Pick<FeatureContext, 'areas'>,
  kind: ItemKind,
  before: ItemForm,
  after: ItemForm,
  request: Pick<StaffRequest, 'lang' | 'format'>,
): readonly Difference[] {
  const t = diffMessages(request.lang);
  const texts = (of: ItemForm) => [
    ...inBoth(t.title, kind.title(of.content), t.english),
    ...inBoth(t.text, kind.text(of.content), t.english),
    ...envelopeFacts(context, of.envelope, request),
  ];
  const old = texts(before);
  return texts(after).flatMap(({ label, text }, index) => {
    const was = old[index]?.text ?? '';
    return was === text ? [] : [{ label, changes: exactWordChanges(was, text) }];
  });
}

function inBoth(label: string, text: SomeLanguages, english: (label: string) => string) {
  return [
    { label, text: text.id ?? '' },
    { label: english(label), text: text.en ?? '' },
  ];
}

/** Differences one below the other, long stretches that stayed the same cut short. */
export function DifferenceList({
  items,
  added,
  removed,
}: {
  readonly items: readonly Difference[];
  readonly added: string;
  readonly removed: string;
}) {
  return (
    <dl class="differences">
      {items.map(({ label, changes }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <WordChanges changes={changes} added={added} removed={removed} around={12} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
