import type { FeatureContext, PageAnswer, PageRoute } from '../../platform/feature.ts';
import { wayBack } from '../../platform/sign-in/way-back.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { Notice, Title } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';

/** Where staff sign in. */
export function signInRoute(_context: FeatureContext): PageRoute {
  return {
    path: '/masuk',
    query: ['ke'],
    fresh: true,
    async get({ lang, href, query }): Promise<PageAnswer> {
      const t = messages(lang);
      return {
        kind: 'page',
        title: t.signIn,
        noindex: true,
        scripts: ['passkey'],
        body: (
          <div class="stack">
            <Title title={t.signIn} lead={t.signInLead} />
            <div class="stack" hidden data-passkey="sign-in" data-then={wayBack(query['ke'], href('/kerja'))}>
              <p>{t.passkeyLead}</p>
              <p class="error" role="alert" hidden>
                {t.passkeyFailed}
              </p>
              <Actions>
                <Button type="button" icon="fingerprint">
                  {t.usePasskey}
                </Button>
              </Actions>
            </div>
            <noscript>
              <Notice>
                <p>{t.passkeyNeedsScript}</p>
              </Notice>
            </noscript>
            <p class="mute">{t.noWayIn}</p>
          </div>
        ),
      };
    },
  };
}
