import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { followsOf } from '../../platform/officers/follows.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import { seatName } from '../../platform/officers/words.ts';
import { HomePanes } from '../../ui/components/home-panes.tsx';
import { LiveState } from '../../ui/components/live-state.tsx';
import { LinkList, Title } from '../../ui/components/text.tsx';
import { iconName } from '../../ui/icons.ts';
import { messages } from './messages.ts';
import { waitingPane } from './own-panes.ts';

/**
 * Where PPK and PPS begin: what waits for them, and all that they may look at in their area.
 *
 * @throws Problem `not-overseer` for officers of other bodies
 */
export async function oversightHomePage(
  context: FeatureContext,
  request: OfficerRequest,
): Promise<PageAnswer> {
  const { lang, seat, officer, href } = request;
  if (!seat.body.oversees) throw new Problem(403, 'not-overseer', 'This is for PPK and PPS.');
  const t = messages(lang);
  const follows = await followsOf(context, request);
  const waiting = await waitingPane(context, request);
  const places = context
    .officerWindows()
    .flatMap(({ oversightNavigation }) => oversightNavigation ?? [])
    .filter(({ overseers }) => overseers)
    .toSorted((a, b) => a.order - b.order);
  return {
    kind: 'page',
    title: t.oversight,
    scripts: follows ? ['live'] : [],
    body: (
      <div class="stack">
        <Title
          eyebrow={seatName(seat.role.name[lang], seat.body.name[lang])}
          title={t.oversight}
          lead={t.oversightLead(context.areas.label(officer.area))}
        />
        {follows && <LiveState lang={lang} stream={href(follows.path)} href={href('/petugas/wilayah')} />}
        <div data-live-part="menunggu" data-live-at={follows?.at}>
          {waiting && <HomePanes panes={[waiting]} href={href} />}
        </div>
        {places.length === 0 ? (
          <p class="mute">{t.nothingToOversee}</p>
        ) : (
          <LinkList
            items={places.map(({ icon, label, path }) => ({
              icon: iconName(icon),
              title: label[lang],
              href: href(oversightPath('officer', path)),
            }))}
          />
        )}
      </div>
    ),
  };
}
