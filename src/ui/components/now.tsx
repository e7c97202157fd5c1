import { FINGERPRINT } from '../logo.ts';
import { Icon } from './icon.tsx';

export interface NowProps {
  /** "Sedang berlangsung" */
  readonly eyebrow: string;
  readonly title: string;
  /** The one big thing: "3", and "hari lagi menuju pemungutan suara". */
  readonly count?: { readonly value: string; readonly label: string };
  /** Lines such as "Rabu, 27 November 2024" and "pukul 07.00–13.00". */
  readonly when?: readonly string[];
  readonly link?: { readonly label: string; readonly href: string };
  /** In a frame of another site: its link opens outside of it. */
  readonly newTab?: true;
  /** 1 where it is the page's title, as on the home page. */
  readonly level?: 1 | 2;
}

/** What is on now, with the days left: seen at arm's length in the sun. */
export function Now({ eyebrow, title, count, when, link, newTab, level = 1 }: NowProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <section class="now">
      <svg class="now-print" viewBox="0 0 200 200" aria-hidden="true">
        <path d={FINGERPRINT} />
      </svg>
      <small>{eyebrow}</small>
      <Heading class="now-title">{title}</Heading>
      {count && (
        <p class="days">
          <b>{count.value}</b> <span>{count.label}</span>
        </p>
      )}
      {when && <p class="now-when">{when.map((line, i) => (i === 0 ? line : [<br key={line} />, line]))}</p>}
      {link && (
        <a href={link.href} {...(newTab ? { target: '_blank', rel: 'noopener' } : {})}>
          {link.label}
          <Icon name="arrow-right" />
        </a>
      )}
    </section>
  );
}
