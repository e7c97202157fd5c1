import type { FeatureContext, PageAnswer, PageRoute } from '../../platform/feature.ts';
import { Title } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';

/** Where staff sign in. */
export function signInRoute(_context: FeatureContext): PageRoute {
  return {
    path: '/masuk',
    query: ['ke'],
    fresh: true,
    async get({ lang }): Promise<PageAnswer> {
      const t = messages(lang);
      return {
        kind: 'page',
        title: t.signIn,
        noindex: true,
        body: (
          <div class="stack">
            <Title title={t.signIn} lead={t.signInLead} />
          </div>
        ),
      };
    },
  };
}
