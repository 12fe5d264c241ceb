import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { TallyError } from '#base';
import { pooledRandom } from './random-pool.ts';

const ALGORITHM = 'aes-256-gcm';

/** A wrapped key of one person; destroying it erases everything sealed under it. */
export type WrappedKey = Uint8Array;

/**
 * Seals personal values with a key per person, each key wrapped by the master key (AES-256-GCM; nonce, tag and text in
 * one array). Holds no state of its own: rows are the caller's.
 */
export interface Vault {
  newPersonKey(personId: string): WrappedKey;
  seal(personKey: WrappedKey, personId: string, value: string): Uint8Array;
  /** @throws TallyError `IDENTITY_VAULT_BROKEN` when the text or a key was changed. */
  open(personKey: WrappedKey, personId: string, sealed: Uint8Array): string;
  /** A key derived for another use, such as tokens: HMAC-SHA-256 of the label. */
  derive(label: string): Uint8Array;
}

/** A {@link Vault} under a 32-byte master key. */
export function createVault(masterKey: Uint8Array): Vault {
  if (masterKey.length !== 32) {
    throw new TallyError('IDENTITY_MASTER_KEY', `the master key has ${masterKey.length} bytes instead of 32`, {
      hint: 'restore the key file from its backup; without it sealed personal data cannot be read',
      status: 500,
    });
  }
  const wrapping = createHmac('sha256', masterKey).update('tallystick:wrap').digest();
  const unwrapped = new Map<string, Uint8Array>();
  const unwrap = (personKey: WrappedKey, personId: string): Uint8Array => {
    const known = unwrapped.get(personId);
    if (known !== undefined) return known;
    const key = decrypt(wrapping, personId, personKey);
    if (unwrapped.size >= 10_000) unwrapped.clear();
    unwrapped.set(personId, key);
    return key;
  };
  return {
    newPersonKey: (personId) => encrypt(wrapping, personId, pooledRandom(32)),
    seal: (personKey, personId, value) => encrypt(unwrap(personKey, personId), personId, Buffer.from(value, 'utf8')),
    open: (personKey, personId, sealed) =>
      Buffer.from(decrypt(unwrap(personKey, personId), personId, sealed)).toString('utf8'),
    derive: (label) => createHmac('sha256', masterKey).update(`tallystick:${label}`).digest(),
  };
}

function encrypt(key: Uint8Array, context: string, plain: Uint8Array): Uint8Array {
  const nonce = pooledRandom(12);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

function decrypt(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, 12));
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]));
  } catch (cause) {
    throw new TallyError('IDENTITY_VAULT_BROKEN', 'a sealed value does not open with its key', {
      hint: 'check that the master key belongs to this data directory',
      status: 500,
      cause,
    });
  }
}
