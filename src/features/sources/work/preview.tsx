import { markdownToHtml, markdownToText } from '../../../platform/markdown/markdown.ts';
import type { StaffRequest } from '../../../platform/workspace/contract.ts';
import { Chip } from '../../../ui/components/chip.tsx';
import { Empty, More, Notice, Section } from '../../../ui/components/text.tsx';
import type { IncomingItem } from '../readers/incoming.ts';
import type { ListTrial } from '../readers/list-page.ts';
import type { Preview } from './looking.ts';
import { type WorkWords, workMessages } from './messages.ts';

/** Items that are shown of a reading; the others are counted. */
const MOST_SHOWN = 12;
const MOST_LISTED = 30;
const LONGEST_START = 180;

interface View {
  readonly request: StaffRequest;
  /** Addresses of what is in the window already. */
  readonly known: ReadonlySet<string>;
}

/** What would come in, before anything does. */
export function PreviewOf({ preview, ...view }: View & { readonly preview: Preview }) {
  const t = workMessages(view.request.lang);
  if (preview.kind === 'trial') return <TrialOf trial={preview.trial} {...view} />;
  const { items, skipped = [] } = preview.reading;
  if (items.length === 0 && skipped.length === 0) {
    return (
      <Empty icon="inbox" title={t.previewNone}>
        <p>{t.previewNoneText}</p>
      </Empty>
    );
  }
  const { format } = view.request;
  const shown = items.slice(0, MOST_SHOWN);
  return (
    <>
      <p class="mute">{t.previewCount(format.number(items.length))}</p>
      <ul class="window list">
        {shown.map((item) => (
          <Incoming key={item.key} item={item} {...view} />
        ))}
      </ul>
      {items.length > shown.length && (
        <p class="mute">{t.previewMore(format.number(items.length - shown.length))}</p>
      )}
      {skipped.length > 0 && (
        <Notice tone="warn" title={t.skipped}>
          <ul>
            {skipped.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

/** What selectors find: all titles of the list, and the first article as readers would see it. */
export function TrialOf({ trial, request, known }: View & { readonly trial: ListTrial }) {
  const t = workMessages(request.lang);
  if (trial.problem) return null;
  return (
    <>
      <Notice tone="ok">
        <p>{t.tested(request.format.number(trial.listed.length))}</p>
      </Notice>
      {trial.first && (
        <Section title={t.testedFirst}>
          <ul class="window list">
            <Incoming item={trial.first} request={request} known={known} open />
          </ul>
        </Section>
      )}
      <ul class="window list">
        {trial.listed.slice(0, MOST_LISTED).map(({ url, title }) => (
          <li key={url} class="list-line">
            <div>
              <b>{title}</b>
              <small class="source-address">{url}</small>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Incoming({
  item,
  request,
  known,
  open = false,
}: View & { readonly item: IncomingItem; readonly open?: boolean }) {
  const t = workMessages(request.lang);
  const start = startOf(item);
  return (
    <li class="source-incoming" lang={item.language === request.lang ? undefined : item.language}>
      <b>{item.title}</b>
      <p class="mute">{lineOf(item, request, t)}</p>
      <div class="chips">
        {item.url !== undefined && known.has(item.url) && <Chip tone="plain" label={t.alreadyThere} />}
        {item.dateDoubtful && <Chip tone="warn" label={t.dateDoubtful} />}
        {item.imageUrl !== undefined && <Chip tone="plain" icon="image" label={t.hasImage} />}
      </div>
      {open ? (
        <Words item={item} />
      ) : (
        <More summary={start}>
          <Words item={item} />
        </More>
      )}
    </li>
  );
}

function Words({ item }: { readonly item: IncomingItem }) {
  return <div class="prose" dangerouslySetInnerHTML={{ __html: markdownToHtml(item.markdown) }} />;
}

function lineOf(item: IncomingItem, { format }: StaffRequest, t: WorkWords): string {
  const when = item.publishedAt ? format.dateTime(item.publishedAt) : t.noDate;
  return [when, ...item.categories.slice(0, 3)].join(' · ');
}

function startOf({ summary, markdown }: IncomingItem): string {
  const text = (summary ?? markdownToText(markdown)).replace(/\s+/g, ' ').trim();
  return text.length > LONGEST_START ? `${text.slice(0, LONGEST_START).trimEnd()}…` : text;
}
