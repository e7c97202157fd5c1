import type { Urgency } from '../../domain/item.ts';
import type { Shown } from '../../domain/item-state.ts';
import type { Language } from '../../domain/text.ts';
import { ITEM_WORDS } from '../item-words.ts';
import { Chip } from './chip.tsx';
import { Icon } from './icon.tsx';
import { Notice } from './text.tsx';

/** How soon a reader should know, as a word with its icon; nothing for what is not urgent. */
export function UrgencyChip({ urgency, lang }: { readonly urgency: Urgency; readonly lang: Language }) {
  const words = ITEM_WORDS[lang];
  if (urgency === 'urgent') return <Chip tone="bad" label={words.urgent} />;
  if (urgency === 'important') return <Chip tone="warn" label={words.important} />;
  return null;
}

export interface ItemFactsProps {
  readonly lang: Language;
  /** The agency that answers for it. */
  readonly owner: string;
  readonly source: { readonly title: string; readonly href?: string };
  /** Names of the areas that it concerns; empty: the whole city. */
  readonly areas: readonly string[];
  readonly city: string;
  readonly published: string;
  readonly asOf: string;
  readonly expires?: string;
  readonly review?: string;
}

/** Who says it, from where, for whom, as of when and until when: the same below every item. */
export function ItemFacts(props: ItemFactsProps) {
  const words = ITEM_WORDS[props.lang];
  const { source, areas, expires, review } = props;
  return (
    <dl class="item-facts">
      <dt>{words.owner}</dt>
      <dd>{props.owner}</dd>
      <dt>{words.source}</dt>
      <dd>
        {source.href ? (
          <a href={source.href} rel="noopener">
            {source.title}
          </a>
        ) : (
          source.title
        )}
      </dd>
      <dt>{words.areas}</dt>
      <dd>{areas.length === 0 ? words.wholeCity(props.city) : areas.join('; ')}</dd>
      <dt>{words.published}</dt>
      <dd>{props.published}</dd>
      <dt>{words.asOf}</dt>
      <dd>{props.asOf}</dd>
      {expires && (
        <>
          <dt>{words.expires}</dt>
          <dd>{expires}</dd>
        </>
      )}
      {review && (
        <>
          <dt>{words.review}</dt>
          <dd>{review}</dd>
        </>
      )}
    </dl>
  );
}

export interface ItemNoticeProps {
  readonly lang: Language;
  readonly shown: Exclude<Shown, 'none'>;
  /** When it was corrected, expired or withdrawn. */
  readonly when: string;
  /** What changed, or why it was withdrawn. */
  readonly note?: string | undefined;
  /** Where its versions stand on the page. */
  readonly versionsHref?: string;
}

/** What a reader has to know before reading: corrected, no longer true, taken back. Nothing for a first version. */
export function ItemNotice({ lang, shown, when, note, versionsHref }: ItemNoticeProps) {
  if (shown === 'published') return null;
  const words = ITEM_WORDS[lang];
  const tone = shown === 'withdrawn' ? 'bad' : shown === 'expired' ? 'warn' : 'info';
  const icon = shown === 'corrected' ? 'pencil' : shown === 'expired' ? 'clock' : 'circle-x';
  return (
    <Notice tone={tone} icon={icon} title={words.notice[shown](when)}>
      {note && <p class="note-text">{note}</p>}
      {!note && shown === 'expired' && <p>{words.expiredText}</p>}
      {versionsHref && (
        <p>
          <a href={versionsHref}>{words.toVersions}</a>
        </p>
      )}
    </Notice>
  );
}

/** Above an earlier version, which is read as it stood. */
export function OldVersionNotice(props: {
  readonly lang: Language;
  readonly number: number;
  readonly when: string;
  readonly currentHref: string;
}) {
  const words = ITEM_WORDS[props.lang];
  return (
    <Notice tone="warn" icon="history" title={words.oldVersion(props.number, props.when)}>
      <p>
        <a href={props.currentHref}>{words.toCurrent}</a>
      </p>
    </Notice>
  );
}

export interface ItemVersion {
  readonly number: number;
  readonly event: 'published' | 'corrected' | 'expired' | 'withdrawn';
  readonly when: string;
  readonly note?: string | undefined;
  /** Absent where its words may not be read any more. */
  readonly href?: string | undefined;
}

/** Every version that readers could see, the newest first, with what changed in it. */
export function VersionList(props: {
  readonly lang: Language;
  readonly versions: readonly ItemVersion[];
  /** The one that the page shows. */
  readonly current: number;
}) {
  return (
    <ol class="window list versions" reversed>
      {props.versions.map((version) => {
        const here = version.number === props.current;
        return (
          <li key={version.number}>
            {version.href && !here ? (
              <a href={version.href}>
                <VersionLine version={version} lang={props.lang} icon="history" />
                <Icon name="chevron-right" />
              </a>
            ) : (
              <div class="list-line" aria-current={here ? 'true' : undefined}>
                <VersionLine version={version} lang={props.lang} icon={here ? 'circle-dot' : 'history'} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function VersionLine(props: {
  readonly version: ItemVersion;
  readonly lang: Language;
  readonly icon: 'history' | 'circle-dot';
}) {
  const words = ITEM_WORDS[props.lang];
  const { number, event, when, note } = props.version;
  return (
    <>
      <Icon name={props.icon} />
      <div>
        <b>
          {words.version(number)}. {words.event[event]}
        </b>
        <small>{when}</small>
        {note && <p>{note}</p>}
      </div>
    </>
  );
}
