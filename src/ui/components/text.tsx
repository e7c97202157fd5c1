import type { ComponentChildren } from 'preact';
import type { IconName } from '../icons.ts';
import { Icon } from './icon.tsx';

export interface TitleProps {
  readonly title: string;
  /** A line above: to which election or agency this belongs. */
  readonly eyebrow?: string;
  readonly lead?: ComponentChildren;
  /** Stands to the right on a desk: filters, a download. */
  readonly children?: ComponentChildren;
}

/** The head of a page, with its only h1. */
export function Title({ title, eyebrow, lead, children }: TitleProps) {
  return (
    <div class="title">
      <div>
        {eyebrow && <small>{eyebrow}</small>}
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children && <div>{children}</div>}
    </div>
  );
}

export interface SectionProps {
  readonly title: string;
  readonly link?: { readonly label: string; readonly href: string };
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** A part of a page with its heading, and perhaps where there is more of it. */
export function Section({ title, link, id, children }: SectionProps) {
  return (
    <section class="section" id={id}>
      <div class="section-head">
        <h2>{title}</h2>
        {link && (
          <a href={link.href}>
            {link.label}
            <span class="vh">: {title}</span>
          </a>
        )}
      </div>
      {children}
    </section>
  );
}

export interface NoticeProps {
  readonly tone?: 'info' | 'ok' | 'warn' | 'bad';
  readonly title?: string;
  readonly icon?: IconName;
  readonly children: ComponentChildren;
}

const NOTICE_ICON = {
  info: 'info',
  ok: 'circle-check',
  warn: 'triangle-alert',
  bad: 'circle-alert',
} as const;

/** Something to know before going on. */
export function Notice({ tone = 'info', title, icon = NOTICE_ICON[tone], children }: NoticeProps) {
  return (
    <div class={tone === 'info' ? 'notice' : `notice ${tone}`}>
      <Icon name={icon} />
      <div>
        {title && <h2>{title}</h2>}
        {children}
      </div>
    </div>
  );
}

/** As of when a figure or a list holds: "Per 24 November 2024 pukul 09.00". */
export function AsOf({ children }: { readonly children: ComponentChildren }) {
  return <p class="asof">{children}</p>;
}

/** More for who wants it, closed at first. */
export function More({
  summary,
  children,
}: {
  readonly summary: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="more">
      <summary>
        <Icon name="chevron-down" />
        {summary}
      </summary>
      {children}
    </details>
  );
}

export interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  /** 1 where it is all that the page says. */
  readonly level?: 1 | 2;
  readonly children?: ComponentChildren;
}

/** Nothing here: why, and what to do about it. */
export function Empty({ icon, title, level = 2, children }: EmptyProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div class="window">
      <div class="pane empty">
        <Icon name={icon} />
        <Heading>{title}</Heading>
        {children}
      </div>
    </div>
  );
}

/** The way back, above a page's title. */
export function BackLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <a class="back" href={href}>
      <Icon name="arrow-left" />
      {label}
    </a>
  );
}

export interface BreadcrumbProps {
  readonly label: string;
  /** From the widest to the page itself, which needs no address. */
  readonly items: readonly { readonly label: string; readonly href?: string }[];
}

/** Where a page stands, such as kecamatan, kelurahan, polling place. */
export function Breadcrumb({ label, items }: BreadcrumbProps) {
  return (
    <nav aria-label={label}>
      <ol class="crumbs">
        {items.map(({ label: text, href }, i) => (
          <li key={text}>
            {i > 0 && <Icon name="chevron-right" />}
            {href ? <a href={href}>{text}</a> : <span aria-current="page">{text}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface Fact {
  readonly icon: IconName;
  readonly text: ComponentChildren;
  readonly note?: ComponentChildren;
}

/** Facts, each with its icon. */
export function Facts({ items }: { readonly items: readonly Fact[] }) {
  return (
    <ul class="facts">
      {items.map(({ icon, text, note }) => (
        <li key={icon}>
          <Icon name={icon} />
          <div>
            {text}
            {note && <small>{note}</small>}
          </div>
        </li>
      ))}
    </ul>
  );
}

export interface ListItem {
  readonly href: string;
  readonly title: ComponentChildren;
  readonly note?: ComponentChildren;
  readonly icon?: IconName;
}

/** Places to go, one below the other in one window. */
export function LinkList({ items }: { readonly items: readonly ListItem[] }) {
  return (
    <ul class="window list">
      {items.map(({ href, title, note, icon }) => (
        <li key={href}>
          <a href={href}>
            {icon && <Icon name={icon} />}
            <div>
              <b>{title}</b>
              {note && <small>{note}</small>}
            </div>
            <Icon name="chevron-right" />
          </a>
        </li>
      ))}
    </ul>
  );
}

interface PaginationProps {
  readonly label: string;
  /** "Halaman 2 dari 7" */
  readonly position: string;
  readonly previous?: { readonly href: string; readonly label: string };
  readonly next?: { readonly href: string; readonly label: string };
}

/** On to the next page of a long list. */
export function Pagination({ label, position, previous, next }: PaginationProps) {
  return (
    <nav class="pages" aria-label={label}>
      {previous ? (
        <a href={previous.href} rel="prev">
          <Icon name="chevron-left" />
          {previous.label}
        </a>
      ) : (
        <span />
      )}
      <span class="mute">{position}</span>
      {next ? (
        <a href={next.href} rel="next">
          {next.label}
          <Icon name="chevron-right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
