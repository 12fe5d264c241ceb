import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TallyError } from '#base';

/**
 * The key that seals all others: from the configuration (64 hexadecimal digits) or the file `master.key` in the data
 * directory, made on the first start, readable by its owner alone.
 */
export function loadMasterKey(dataDirectory: string, configured: string | undefined): Uint8Array {
  if (configured !== undefined) return fromHex(configured, 'the configured master key');
  const path = join(dataDirectory, 'master.key');
  if (existsSync(path)) return fromHex(readFileSync(path, 'utf8').trim(), path);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return new Uint8Array(key);
}

function fromHex(text: string, where: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  throw new TallyError('SERVER_MASTER_KEY', `${where} is not 64 hexadecimal digits`, {
    hint: 'restore the file from its backup; a new key cannot read what the old one sealed',
    status: 500,
  });
}
