import type { Page } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { ActionForm } from '../../ui/components/action-form.tsx';
import { Actions, Button } from '../../ui/components/button.tsx';
import { BackLink, Notice, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { CODE } from './actions.ts';
import { ATTEND, TRAINING_PATH } from './constants.ts';
import { messages } from './messages.ts';
import type { StoredSession } from './sessions.ts';

/** Where an officer says that they are there: led by the meeting's QR, or with its code typed, without a network as well. */
export function attendPage(
  scanned: { readonly code: string; readonly session: StoredSession | undefined } | undefined,
  request: OfficerRequest,
): Page {
  const { lang, format, href } = request;
  const t = messages(lang);
  const session = scanned?.session;
  return {
    title: t.attendTitle,
    within: TRAINING_PATH,
    body: (
      <div class="stack">
        <BackLink href={href(TRAINING_PATH)} label={t.back} />
        <Title title={t.attendTitle} {...(!session && { lead: t.attendLead })} />
        {scanned && !session && (
          <Notice tone="warn" title={t.unknownSession}>
            <p>{t.unknownSessionText}</p>
          </Notice>
        )}
        {session && (
          <Window>
            <Pane title={session.venue}>
              <p>{format.dateTime(session.startsAt)}</p>
            </Pane>
          </Window>
        )}
        <ActionForm
          lang={lang}
          kind={ATTEND}
          title={session ? `${t.attendTitle}: ${session.venue}` : t.attendTitle}
          back={href(TRAINING_PATH)}
          class="stack"
          once
        >
          {session ? (
            <input type="hidden" name={CODE} value={scanned.code} />
          ) : (
            <div class="field">
              <label for="kode">{t.attendCode}</label>
              <p class="hint" id="kode-hint">
                {t.attendHint}
              </p>
              <input
                class="input big"
                id="kode"
                name={CODE}
                value={scanned?.code ?? ''}
                required
                maxLength={12}
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                aria-describedby="kode-hint"
              />
            </div>
          )}
          <Actions>
            <Button icon="check">{t.attendHere}</Button>
          </Actions>
        </ActionForm>
      </div>
    ),
  };
}
