import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/**
 * A passkey as a phone makes it, by Node's own cryptography: ES256, attestation `none`. For tests and measurements that
 * ask the real window and need no browser.
 */
export interface PhoneKey {
  /** The answer to the options of a registration, as the form's field holds it. */
  create(options: { readonly challenge: string }): string;
  /** The answer to the options of a sign-in. */
  get(options: { readonly challenge: string }): string;
}

const PRESENT_AND_VERIFIED = 0x05;
const WITH_KEY = 0x40;

/** A key of a phone that asked for a finger; `verified: false` is one that did not. */
export function createPhoneKey(
  origin: string,
  { verified = true }: { readonly verified?: boolean } = {},
): PhoneKey {
  const id = randomBytes(32);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rpIdHash = createHash('sha256').update(new URL(origin).hostname).digest();
  const flags = verified ? PRESENT_AND_VERIFIED : 0x01;
  const client = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const common = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' };
  return {
    create({ challenge }) {
      const data = Buffer.concat([
        rpIdHash,
        Buffer.of(flags | WITH_KEY, 0, 0, 0, 0),
        Buffer.alloc(16),
        Buffer.of(0, id.length),
        id,
        coseKey(publicKey),
      ]);
      // {"fmt": "none", "attStmt": {}, "authData": bytes} in CBOR.
      const attestation = Buffer.concat([
        Buffer.of(0xa3, 0x63),
        Buffer.from('fmt'),
        Buffer.of(0x64),
        Buffer.from('none'),
        Buffer.of(0x67),
        Buffer.from('attStmt'),
        Buffer.of(0xa0, 0x68),
        Buffer.from('authData'),
        Buffer.of(0x58, data.length),
        data,
      ]);
      return JSON.stringify({
        ...common,
        clientExtensionResults: {},
        response: {
          clientDataJSON: client('webauthn.create', challenge).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
        },
      });
    },
    get({ challenge }) {
      const data = Buffer.concat([rpIdHash, Buffer.of(flags, 0, 0, 0, 0)]);
      const clientData = client('webauthn.get', challenge);
      const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
      return JSON.stringify({
        ...common,
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      });
    },
  };
}

/** {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR (RFC 9053, ES256 on P-256). */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  const coordinate = (text: unknown) =>
    Buffer.concat([Buffer.of(0x58, 32), Buffer.from(typeof text === 'string' ? text : '', 'base64url')]);
  return Buffer.concat([
    Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
    coordinate(x),
    Buffer.of(0x22),
    coordinate(y),
  ]);
}
