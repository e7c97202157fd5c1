import type { ComponentChildren } from 'preact';
import type { IconName } from '../icons.ts';
import { Icon } from './icon.tsx';

interface Look {
  readonly icon?: IconName;
  /** The second choice beside a primary button. */
  readonly alt?: boolean;
  readonly children: ComponentChildren;
}

export interface LinkButtonProps extends Look {
  readonly href: string;
  readonly rel?: string;
  /** Where what stands on this page is not to be lost; the words say so. */
  readonly target?: '_blank';
  /** A file name, when following the link should save a file. */
  readonly download?: string | boolean;
}

/** A link that is the next thing to do. */
export function LinkButton({ icon, alt, children, ...link }: LinkButtonProps) {
  return (
    <a class={alt ? 'btn alt' : 'btn'} {...link}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

export interface ButtonProps extends Look {
  readonly type?: 'submit' | 'button';
  readonly name?: string;
  readonly value?: string;
  readonly id?: string;
  readonly disabled?: boolean;
  /** Only in islands. */
  readonly onClick?: (event: Event) => void;
}

/** A button says what happens: "Simpan di HP ini", not "OK". */
export function Button({ icon, alt, children, type = 'submit', ...button }: ButtonProps) {
  return (
    <button class={alt ? 'btn alt' : 'btn'} type={type} {...button}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** Buttons under each other on a phone, side by side on a desk. */
export function Actions({ children }: { readonly children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

export interface SearchBoxProps {
  readonly action: string;
  /** The accessible name, and what stands in the empty box. */
  readonly label: string;
  readonly name?: string;
  readonly value?: string;
}

/** The one search box. It is sent by the keyboard's search key. */
export function SearchBox({ action, label, name = 'q', value }: SearchBoxProps) {
  return (
    <search>
      <form class="search" action={action}>
        <Icon name="search" />
        <input
          type="search"
          name={name}
          value={value}
          placeholder={label}
          aria-label={label}
          autocomplete="off"
          enterkeyhint="search"
        />
      </form>
    </search>
  );
}
