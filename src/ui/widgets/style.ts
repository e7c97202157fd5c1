import type { WidgetInk } from './data.ts';

const LIGHT =
  '--ink:#3a2a8c;--ink-deep:#241a5e;--ink-wash:#ece9fb;--hero:#3a2a8c;--hero-mute:#d9d2ff;--pane:#fff;--text:#1c1830;--mute:#625d78;--line:#dcd7ea;color-scheme:light';
const DARK =
  '--ink:#b7a9ff;--ink-deep:#d8d0ff;--ink-wash:#2a2350;--hero:#2d2270;--hero-mute:#d9d2ff;--pane:#1b1829;--text:#f0edf9;--mute:#a9a3c0;--line:#322d48;color-scheme:dark';

/** The look of the window in small: panes in one frame, in its inks. Nothing of the site around it is changed. */
const LOOK = `
*{box-sizing:border-box}
section{overflow:hidden;border:1px solid var(--line);border-radius:18px;background:var(--pane);color:var(--text);
font:16px/1.5 "Plus Jakarta Sans",system-ui,sans-serif;word-spacing:.06em;text-align:start;overflow-wrap:break-word}
h2,p,ul{margin:0;padding:0}
h2{padding:14px 16px 10px;font-size:18px;line-height:1.3;font-weight:700}
ul{list-style:none;border-top:1px solid var(--line)}
li+li{border-top:1px solid var(--line)}
a{color:inherit;text-underline-offset:.2em;text-decoration-thickness:1px}
li a{display:block;min-height:48px;padding:10px 16px;text-decoration:none}
b{display:block;font-weight:650}
li a:hover b,li a:focus-visible b{text-decoration:underline}
small{display:block;font-size:14px;color:var(--mute)}
.none{padding:0 16px 14px;color:var(--mute)}
.foot{display:flex;flex-wrap:wrap;gap:0 16px;align-items:center;justify-content:space-between;padding:4px 16px 8px;
border-top:1px solid var(--line)}
.foot a{display:inline-flex;align-items:center;min-height:48px;font-weight:650;color:var(--ink-deep)}
.hero{position:relative;overflow:hidden;padding:18px 16px;background:var(--hero);color:#fff}
.hero small{color:var(--hero-mute)}
.hero h2{padding:0;font-size:20px}
.hero svg{position:absolute;right:-34px;bottom:-40px;width:170px;fill:none;stroke:#fff;stroke-width:7;stroke-linecap:round;opacity:.16}
.hero>:not(svg){position:relative}
.days{display:flex;gap:10px;align-items:flex-end;margin:10px 0 4px}
.days strong{font-size:52px;line-height:1;font-weight:800;letter-spacing:-.04em;font-variant-numeric:tabular-nums}
.days span{max-width:12em;line-height:1.35}
.text{padding:0 16px 14px}
.button{display:flex;align-items:center;justify-content:center;min-height:52px;margin:0 16px 16px;padding:6px 20px;
border-radius:14px;background:var(--hero);color:#fff;font-weight:650;text-align:center;text-decoration:none}
:focus-visible{outline:3px solid var(--ink);outline-offset:-3px}
.hero :focus-visible,.button:focus-visible{outline-color:#fff}
@media (forced-colors:active){.button{border:1px solid}}
`;

/** The rules of every widget; a theme is the site's choice, or the reader's device's. */
export const WIDGET_CSS = `:host{display:block}:host([hidden]){display:none}${themed(LIGHT, DARK)}${LOOK}`;

/** A city's own ink over the window's. */
export function inkCss(ink: Readonly<Record<'light' | 'dark', WidgetInk>>): string {
  return themed(declarations(ink.light), declarations(ink.dark));
}

function themed(light: string, dark: string): string {
  return (
    `section{${light}}` +
    `@media (prefers-color-scheme:dark){:host(:not([data-theme=light])) section{${dark}}}` +
    `:host([data-theme=dark]) section{${dark}}`
  );
}

function declarations({ ink, inkDeep, inkWash, hero, heroMute }: WidgetInk): string {
  return `--ink:${ink};--ink-deep:${inkDeep};--ink-wash:${inkWash};--hero:${hero};--hero-mute:${heroMute}`;
}
