import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import type { ApiEnv } from '../http/api.ts';
import { ALGORITHM } from './keys.ts';
import { type PublicKey, readPublicKeys } from './public-keys.ts';

/** Where everybody finds the keys by which our signatures are checked. */
export const JWKS_PATH = '/.well-known/jwks.json';

/** Mounts the window's public keys, those of former times among them, for anybody from anywhere. */
export function mountJwks(app: Hono<ApiEnv>, db: Kysely<DatabaseSchema>): void {
  app.get(JWKS_PATH, async (c) => {
    const keys = await readPublicKeys(db);
    c.set('headers', { ...c.get('headers'), 'cross-origin-resource-policy': 'cross-origin' });
    return c.body(JSON.stringify({ keys: keys.map(jwkOf) }), 200, {
      'content-type': 'application/jwk-set+json',
      'cache-control': 'public, max-age=300, stale-if-error=43200',
      'access-control-allow-origin': '*',
    });
  });
}

/**
 * A public key as JWK (RFC 8037) with its time, in the members that OpenID Federation 1.0 (section 8.7) has for keys
 * of former times: `iat` when it was made, `exp` when it last signed, `revoked` where it is not to be believed.
 */
function jwkOf(key: PublicKey): Readonly<Record<string, unknown>> {
  return {
    kty: 'OKP',
    crv: 'Ed25519',
    alg: ALGORITHM,
    use: 'sig',
    kid: key.kid,
    x: key.x,
    iat: seconds(key.createdAt),
    ...(key.retiredAt && { exp: seconds(key.retiredAt) }),
    ...(key.revoked && {
      revoked: { revoked_at: seconds(key.revoked.since), reason: key.revoked.reason },
    }),
  };
}

function seconds(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 1000);
}
