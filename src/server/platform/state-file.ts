import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { sha256 } from '#base';
import type { SavedIdentity } from '#identity';
import type { LendEngine, SavedBook } from '#lend';
import { createUnit, forTenant, isComparable, takeWriteMark, type Database, type WriteMark } from '#store';
import { writeWhole } from './snapshot-file.ts';
import { settingTable } from './tables.ts';

/** Who is who and which loans are open, as they were when the mark was taken or later. */
export interface SavedState {
  readonly format: number;
  readonly mark: WriteMark;
  readonly identity: SavedIdentity;
  readonly book: SavedBook;
}

/** What a file says; to be believed only once the store vouches for it. */
export interface UnprovenState {
  readonly hash: string;
  readonly state: SavedState;
}

const FORMAT = 2;
const SETTING = 'hot-state';

const pathOf = (directory: string, tenant: string): string => join(directory, `state-${tenant}.snapshot`);

/** Reads the file without the store; undefined when there is none that can be read. */
export function readStateFile(directory: string, tenant: string): UnprovenState | undefined {
  try {
    const bytes = readFileSync(pathOf(directory, tenant));
    const state = deserialize(bytes) as SavedState;
    return state.format === FORMAT ? { hash: sha256(bytes), state } : undefined;
  } catch {
    // Missing, cut off, of another program: whatever it is, the store knows everything.
    return undefined;
  }
}

/**
 * The state, when the store names exactly this file as its last one. A file that is stale, torn, of another installation,
 * or from before a backup was restored has another hash, and everything is read from the store instead.
 */
export async function provenState(db: Database, tenant: string, read: UnprovenState): Promise<SavedState | undefined> {
  const rows = await forTenant(db, tenant).query<{ value: string }>(
    'select value from setting where tenant = $1 and name = $2',
    [SETTING],
  );
  if (rows[0]?.value !== read.hash) return undefined;
  return (await isComparable(db, read.state.mark)) ? read.state : undefined;
}

/** Writes the file, then its hash into the store; a crash in between leaves a file that nobody vouches for. */
export async function writeStateFile(directory: string, engine: LendEngine): Promise<void> {
  const { db, tenant, identity, book } = engine.ports;
  // Taken first: what is committed while the engine comes to rest is in the state and is read once more, which is right.
  const mark = await takeWriteMark(db);
  const bytes = await engine.atRest(() => {
    // After a failed write memory is ahead of the store.
    if (engine.hasStopped) return undefined;
    return serialize({ format: FORMAT, mark, identity: identity.save(), book: book.save() } satisfies SavedState);
  });
  if (bytes === undefined) return;
  writeWhole(pathOf(directory, tenant), [bytes]);
  await db.write(createUnit(tenant).upsert(settingTable, [{ name: SETTING, value: sha256(bytes) }]));
}
