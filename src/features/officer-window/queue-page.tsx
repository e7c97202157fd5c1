import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { Notice, Section, Title } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';

const MOST_SENT = 20;
const TONES = { done: 'ok', conflict: 'warn', refused: 'bad' } as const;

/** What the phone has not sent, which only the phone knows, and what has arrived, which the window knows. */
export async function queuePage({ db }: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, format, href } = request;
  const t = messages(lang);
  const sent = await db
    .selectFrom('officer_action')
    .select(['id', 'title', 'state', 'note', 'done_at', 'received_at', 'photo'])
    .where('officer', '=', officer.id)
    .orderBy('received_at', 'desc')
    .limit(MOST_SENT)
    .execute();
  return {
    kind: 'page',
    title: t.queueTitle,
    body: (
      <div class="stack">
        <Title title={t.queueTitle} lead={t.queueLead} />
        <div data-queue-list>
          <noscript>
            <Notice>
              <p>{t.queueNoScript}</p>
            </Notice>
          </noscript>
        </div>
        <Section title={t.sent}>
          {sent.length === 0 ? (
            <p class="mute">{t.nothingSent}</p>
          ) : (
            <ul class="window list sent-list">
              {sent.map(({ id, title, state, note, done_at, photo }) => (
                <li key={id} class="sent">
                  <div>
                    <b>{title === '' ? t.unnamed : title}</b>
                    <small>{format.dateTime(done_at)}</small>
                    {note && <p>{note}</p>}
                    {photo && (
                      <a class="link" href={href(`/petugas/foto/${photo}`)}>
                        {t.photo}
                      </a>
                    )}
                  </div>
                  <Chip tone={TONES[state]} label={t[state]} />
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
    ),
  };
}
