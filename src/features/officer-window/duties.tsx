import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { Icon } from '../../ui/components/icon.tsx';
import { messages } from './messages.ts';

/** What the plan says this seat does, in the order of the day. */
export function Duties({
  request: { lang, seat },
}: {
  readonly request: Pick<OfficerRequest, 'lang' | 'seat'>;
}) {
  const t = messages(lang);
  return (
    <div class="window">
      <section class="pane home-pane">
        <div class="home-pane-head">
          <Icon name="list-ordered" />
          <h2>{t.duties}</h2>
          <span>{seat.role.name[lang]}</span>
        </div>
        {seat.role.duties.length === 0 ? (
          <p class="mute">{t.noDuties}</p>
        ) : (
          <ol class="duties">
            {seat.role.duties.map((duty) => (
              <li key={duty.id}>{duty[lang]}</li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}
