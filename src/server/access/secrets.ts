import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A random secret of 32 characters (160 bits, base32). */
export function newSecret(prefix: string): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  const text = Array.from(randomBytes(32), (byte) => alphabet[byte % 32]).join('');
  return `${prefix}_${text}`;
}

/** SHA-256 of a high-entropy secret: enough for keys and sessions, which cannot be guessed. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** scrypt of a password with a salt of its own: `scrypt$N$salt$hash` (N = 2^15, r = 8, p = 1; OWASP 2023). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  return `scrypt$32768$${salt}$${(await derive(password, salt, 32_768)).toString('hex')}`;
}

/** True when the password belongs to the hash; takes the same time either way. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, cost = '32768', salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'hex');
  const actual = await derive(password, salt, Number(cost));
  return expected.length === actual.length && timingSafeEqual(actual, expected);
}

function derive(password: string, salt: string, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
