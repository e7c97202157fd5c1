import type { SomeLanguages } from '../../domain/item.ts';

/** What a signature says of one published version. Nothing in it is personal. */
export interface VersionClaims {
  readonly item: string;
  readonly version: number;
  readonly kind: string;
  readonly agency: string;
  readonly event: 'published' | 'corrected' | 'expired' | 'withdrawn';
  readonly title: SomeLanguages;
  readonly text: SomeLanguages;
  /** What the page is made from; as JSON can hold it. */
  readonly content: unknown;
  /** What changed; why it was withdrawn. */
  readonly note?: SomeLanguages | undefined;
  /** Full address of its page. */
  readonly address: string;
  readonly at: Temporal.Instant;
}

/** Signs published versions with the window's current key. */
export interface Signer {
  /** Compact JWS (RFC 7515) by Ed25519 over the claims, with digests in place of words and content. */
  sign(claims: VersionClaims): Promise<string>;
}
