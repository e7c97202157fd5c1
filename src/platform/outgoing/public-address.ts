import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { OutgoingError } from './errors.ts';

/** Ports at which the web is served. */
const WEB_PORTS = new Set(['', '80', '443']);

/**
 * Whether an address belongs to the public internet: not this machine, not the inside network, not what is reserved,
 * and none of these in the clothes of another protocol (RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast';
}

/** Resolves a name as usual, and gives an error where any of its addresses is not public. */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '');
    if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address))) {
      return done(new OutgoingError('address-not-public', 'The address lies inside a network.'), '');
    }
    return done(null, addresses);
  });
};

/**
 * Refuses what may not be asked whatever it resolves to: other protocols, names and passwords in the address, other
 * ports, and literal addresses that are not public, which are never resolved.
 *
 * @param named whether the operator has allowed this host
 * @throws OutgoingError `address-refused`, `address-not-public`
 */
export function refuseAddress(url: URL, named: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OutgoingError('address-refused', 'Only http and https addresses are asked.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutgoingError('address-refused', 'The address holds a name or a password.');
  }
  if (named) return;
  if (!WEB_PORTS.has(url.port))
    throw new OutgoingError('address-refused', 'Only ports 80 and 443 are asked.');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) {
    throw new OutgoingError('address-not-public', 'The address lies inside a network.');
  }
}
