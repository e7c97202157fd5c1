import { announcementSchema } from '../../domain/announcement.ts';
import { textIn } from '../../domain/item.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import type { HomePane, OfficerRequest } from '../../platform/officers/contract.ts';
import { ActionForm } from '../../ui/components/action-form.tsx';
import { Actions, Button } from '../../ui/components/button.tsx';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { UrgencyChip } from '../../ui/components/item.tsx';
import { Prose, readText } from '../../ui/components/item-page.tsx';
import { AttachmentList, PictureView } from '../../ui/components/media.tsx';
import { BackLink, Empty, Notice, Section, Title } from '../../ui/components/text.tsx';
import { CONFIRM, READ_PATH } from './constants.ts';
import { messages } from './messages.ts';
import { findInstruction, type Instruction, readInstructions } from './store.ts';

/** Field that names the version that was read. */
export const VERSION = 'versi';

/** All that an officer must read, what is not read yet first. */
export async function listPage({ db }: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, format, href, now } = request;
  const t = messages(lang);
  const instructions = await readInstructions(db, request.officer, now.toInstant());
  return {
    kind: 'page',
    title: t.title,
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead} />
        {instructions.length === 0 && (
          <Empty icon="megaphone" title={t.empty}>
            <p>{t.emptyText}</p>
          </Empty>
        )}
        {instructions.length > 0 && (
          <ul class="window list">
            {instructions.map((one) => (
              <li key={one.item}>
                <a href={href(`${READ_PATH}/${one.item}`)}>
                  <Icon name={one.readAt ? 'circle-check' : 'megaphone'} />
                  <div>
                    <b>{textIn(one.title, lang)}</b>
                    <small>
                      {one.readAt
                        ? t.readAt(format.dateTime(one.readAt))
                        : t.published(format.dateTime(one.since))}
                    </small>
                    {!one.readAt && (
                      <p>
                        <Chip tone={one.named ? 'bad' : 'warn'} label={t.unread} />
                      </p>
                    )}
                  </div>
                  <Icon name="chevron-right" />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    ),
  };
}

/** One instruction, and the button that says that it was read. */
export async function instructionPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, format, href, officer, now, params } = request;
  const t = messages(lang);
  const row = await findInstruction(context.db, officer.id, params['item'] ?? '');
  const item = row && (await context.publishing.reader.find(row.item));
  if (!row || !item) return { kind: 'missing' };
  const content = announcementSchema.parse(item.content);
  const isOver =
    row.ended_at !== null ||
    (row.until !== null && Temporal.Instant.compare(row.until, now.toInstant()) <= 0);
  const title = readText(content.title, lang);
  const summary = readText(content.summary, lang);
  const body = readText(content.body, lang);
  const note = item.note && textIn(item.note, lang);
  const path = href(`${READ_PATH}/${row.item}`);
  return {
    kind: 'page',
    title: title.text,
    within: READ_PATH,
    body: (
      <div class="stack">
        <BackLink href={href(READ_PATH)} label={t.back} />
        <div class="news-head">
          <p class="news-chips">
            <UrgencyChip urgency={row.urgency} lang={lang} />
            {row.readAt ? (
              <Chip tone="ok" label={t.readAt(format.dateTime(row.readAt))} />
            ) : (
              <Chip tone="warn" label={t.unread} />
            )}
          </p>
          <h1 lang={title.lang}>{title.text}</h1>
          <p class="mute">{t.published(format.dateTime(item.changedAt))}</p>
        </div>
        {isOver && (
          <Notice tone="warn">
            <p>{t.over}</p>
          </Notice>
        )}
        {row.version > 1 && note && (
          <Notice icon="pencil" title={t.changedTitle(format.number(row.version))}>
            <p>{note}</p>
          </Notice>
        )}
        {summary.text && (
          <p class="lead" lang={summary.lang}>
            {summary.text}
          </p>
        )}
        {content.image && <PictureView picture={content.image} lang={lang} first />}
        <Prose html={markdownToHtml(body.text)} lang={lang} of={body} />
        {content.attachments.length > 0 && (
          <Section title={t.attachments}>
            <AttachmentList attachments={content.attachments} lang={lang} />
          </Section>
        )}
        {!row.readAt && !isOver && (
          <ActionForm
            lang={lang}
            kind={CONFIRM}
            subject={row.item}
            title={t.confirmTitle(title.text)}
            back={path}
            once
            class="stack read-confirm"
          >
            <input type="hidden" name={VERSION} value={row.version} />
            <Actions>
              <Button icon="check">{t.confirm}</Button>
            </Actions>
            <p class="mute">{t.confirmHint}</p>
          </ActionForm>
        )}
      </div>
    ),
  };
}

const DAY_HOURS = 24;

/** Above all else while something is not read, louder with each day; below the tasks once it is. */
export async function homePanes(
  { db }: FeatureContext,
  request: OfficerRequest,
): Promise<readonly HomePane[]> {
  const { lang, format, href, now } = request;
  const t = messages(lang);
  const instructions = await readInstructions(db, request.officer, now.toInstant());
  if (instructions.length === 0) return [];
  const unread = instructions.filter(({ readAt }) => readAt === null);
  const isLate = unread.some(({ named }) => named);
  const pane = { icon: 'megaphone', title: t.title, href: href(READ_PATH) };
  if (unread.length === 0) return [{ ...pane, order: 70, tone: 'ok', note: t.allRead, rows: [] }];
  return [
    {
      ...pane,
      order: 1,
      tone: isLate ? 'bad' : 'warn',
      note: t.unreadCount(format.number(unread.length)),
      rows: unread.map((one) => ({
        title: textIn(one.title, lang),
        note: one.named ? `${waited(one, request)}. ${t.named}` : waited(one, request),
        href: href(`${READ_PATH}/${one.item}`),
      })),
    },
  ];
}

function waited({ since }: Instruction, { lang, format, now }: OfficerRequest): string {
  const t = messages(lang);
  const days = Math.floor(now.toInstant().since(since).total('hours') / DAY_HOURS);
  return days >= 1 ? t.daysAgo(format.number(days)) : t.published(format.dateTime(since));
}
