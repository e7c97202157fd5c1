import { appendAudit } from '../../platform/audit/append.ts';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext, PageAnswer, PageRequest, PageRoute } from '../../platform/feature.ts';
import { isLinkGood, useLink } from '../../platform/sign-in/links.ts';
import { wayBack } from '../../platform/sign-in/way-back.ts';
import { Button, LinkButton } from '../../ui/components/button.tsx';
import { Empty, Title } from '../../ui/components/text.tsx';
import { messages } from './messages.ts';

const WORKSPACE_PATH = '/kerja';

/** The page of a link that lets somebody in once. Opening it uses nothing up, since mail scanners open links too. */
export function linkRoute(context: FeatureContext): PageRoute {
  const { db } = context;
  return {
    path: '/masuk/tautan/:token',
    query: ['ke'],
    fresh: true,
    async get(request): Promise<PageAnswer> {
      // A link lasts by true time, whatever a rehearsal's clock shows.
      const good = await isLinkGood(db, request.params['token'] ?? '', systemClock());
      return { kind: 'page', ...(good ? linkPage(request) : linkOverPage(request)) };
    },
    async post(request): Promise<PageAnswer> {
      const person = await db.transaction().execute(async (trx) => {
        const found = await useLink(trx, request.params['token'] ?? '', systemClock());
        if (!found) return undefined;
        await appendAudit(trx, {
          actor: { kind: 'staff', id: found.id, name: found.name, address: request.address },
          action: 'session.link',
          subject: { kind: 'staff', id: found.id },
          agency: null,
        });
        return found;
      });
      if (!person) return { kind: 'page', ...linkOverPage(request) };
      const { setCookie } = await context.signIn.openSession(person.id, request.headers, request.address);
      return {
        kind: 'moved',
        to: wayBack(request.form['ke'], request.href(WORKSPACE_PATH)),
        cookie: setCookie,
      };
    },
  };
}

function linkPage({ lang, href, path, query }: PageRequest) {
  const t = messages(lang);
  return {
    title: t.linkTitle,
    noindex: true as const,
    body: (
      <form class="stack" method="post" action={href(path)}>
        <input type="hidden" name="ke" value={wayBack(query['ke'], href(WORKSPACE_PATH))} />
        <Title title={t.linkTitle} lead={t.linkLead} />
        <Button icon="log-in">{t.linkButton}</Button>
      </form>
    ),
  };
}

function linkOverPage({ lang, href }: PageRequest) {
  const t = messages(lang);
  return {
    title: t.linkOverTitle,
    noindex: true as const,
    status: 422 as const,
    body: (
      <Empty icon="circle-alert" title={t.linkOverTitle} level={1}>
        <p>{t.linkOver}</p>
        <LinkButton href={href('/masuk')}>{t.again}</LinkButton>
      </Empty>
    ),
  };
}
