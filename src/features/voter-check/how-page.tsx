import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { BackLink, Section, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { FINGERPRINT } from '../../ui/logo.ts';
import { messages } from './messages.ts';

const BOXES = 14;
const OPEN_BOX = 9;

/** How it is that the number stays on the phone, in words for everybody. */
export function howPage({ city }: Pick<FeatureContext, 'city'>, request: PageRequest): Page {
  const words = messages(request.lang);
  const steps = [
    [words.howStep1, words.howStep1Text],
    [words.howStep2(city.electionOffice.name, city.cityOffice.name), words.howStep2Text],
    [words.howStep3, words.howStep3Text],
    [words.howStep4, words.howStep4Text],
  ] as const;
  return {
    title: words.howTitle,
    description: words.howLead,
    body: (
      <div class="stack">
        <BackLink href={request.href('/cek')} label={words.back} />
        <Title title={words.howTitle} lead={words.howLead} />
        <Window>
          <Pane class="how-pane">
            <HowPicture words={words} office={city.electionOffice.name} cityOffice={city.cityOffice.name} />
          </Pane>
        </Window>
        <ol class="how-steps">
          {steps.map(([title, text]) => (
            <li key={title}>
              <h2>{title}</h2>
              <p>{text}</p>
            </li>
          ))}
        </ol>
        <Section title={words.howLimits}>
          <ul class="prose how-limits">
            <li>{words.howLimit4}</li>
            <li>{words.howLimit1}</li>
            <li>{words.howLimit2}</li>
            <li>{words.howLimit3}</li>
          </ul>
        </Section>
        <p>
          <a href={request.href('/developers')}>{words.developers}</a>
        </p>
      </div>
    ),
  };
}

function HowPicture({
  words,
  office,
  cityOffice,
}: {
  readonly words: ReturnType<typeof messages>;
  readonly office: string;
  readonly cityOffice: string;
}) {
  return (
    <svg class="how-picture" viewBox="0 0 360 252" role="img" aria-label={words.howPictureLabel}>
      <rect class="box" x="8" y="14" width="92" height="156" rx="16" />
      <rect class="glass" x="16" y="28" width="76" height="124" rx="7" />
      <svg x="32" y="40" width="44" height="44" viewBox="0 0 200 200" aria-hidden="true">
        <path class="print" d={FINGERPRINT} />
      </svg>
      <text class="code" x="54" y="107" text-anchor="middle">
        3276···
      </text>
      <path class="fine" d="M45 126h18v13h-18zM48 126v-4a6 6 0 0 1 12 0v4" />
      <text x="54" y="190" text-anchor="middle">
        {words.howPhone}
      </text>

      <Wire y={58} />
      <Wire y={130} />
      <text class="aside" x="144" y="98" text-anchor="middle">
        {words.howDisguised}
      </text>
      <Holder y={28} name={office} note={words.howNotSeen} />
      <Holder y={100} name={cityOffice} note={words.howNotSeen} />

      <path class="wire" d="M54 198v20h138M187 213l6 5-6 5" />
      <text class="aside" x="122" y="236" text-anchor="middle">
        {words.howOpens}
      </text>
      {Array.from({ length: BOXES }, (_, i) => (
        <rect
          key={i}
          class={i === OPEN_BOX ? 'open' : 'box'}
          x={202 + (i % (BOXES / 2)) * 22}
          y={186 + Math.floor(i / (BOXES / 2)) * 22}
          width="18"
          height="18"
          rx="4"
        />
      ))}
      <text class="aside" x="277" y="246" text-anchor="middle">
        {words.howBox}
      </text>
    </svg>
  );
}

function Wire({ y }: { readonly y: number }) {
  return (
    <>
      <path class="wire" d={`M104 ${y}h82M181 ${y - 5}l6 5-6 5`} />
      <text class="code" x="144" y={y - 10} text-anchor="middle">
        x7·k9
      </text>
    </>
  );
}

function Holder({ y, name, note }: { readonly y: number; readonly name: string; readonly note: string }) {
  const middle = y + 30;
  return (
    <g>
      <rect class="box" x="194" y={y} width="158" height="60" rx="13" />
      <path
        class="fine"
        d={`M206 ${middle}a5 5 0 1 0 10 0a5 5 0 1 0-10 0M216 ${middle}h10M223 ${middle}v4`}
      />
      <text x="234" y={y + 26}>
        {name.split(' ')[0]}
      </text>
      <text class="aside" x="234" y={y + 43}>
        {note}
      </text>
    </g>
  );
}
