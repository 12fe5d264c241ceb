import { createHmac } from 'node:crypto';
import { openIdentifierKinds, type Identifier, type IdentifierKind, type RawIdentifier } from '#stream';
import { normaliseIdentifier } from './normalise.ts';

const CACHE_LIMIT = 200_000;

/** Replaces identifiers by keyed tokens: same tenant, kind and value, same token; no way back without the vault. */
export interface Tokeniser {
  identifier(raw: RawIdentifier): Identifier;
  token(kind: IdentifierKind, value: string): string;
  /** The token of a phone's number block (all but the last three digits): neighbours share it, the number stays hidden. */
  phoneBlock(value: string): string;
}

/** A {@link Tokeniser} for one tenant: HMAC-SHA-256 under the tenant's key, cut to 128 bits, base64url. */
export function createTokeniser(key: Uint8Array): Tokeniser {
  const cache = new Map<string, string>();
  const digest = (text: string): string => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const token = createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url');
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, token);
    return token;
  };
  const token = (kind: IdentifierKind, value: string): string => {
    const normal = normaliseIdentifier(kind, value);
    return openIdentifierKinds.has(kind) ? normal : digest(`${kind}:${normal}`);
  };
  return {
    token,
    identifier: ({ kind, value }) => ({ kind, token: token(kind, value) }),
    phoneBlock: (value) => digest(`phone_block:${normaliseIdentifier('phone', value).slice(0, -3)}`),
  };
}
