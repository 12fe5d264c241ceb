import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from '#base';
import { startPglite } from './adapters/pglite-client.ts';
import type { WorkerSettings } from './adapters/pglite-protocol.ts';
import { syncPath, syncTree } from './sync-tree.ts';
import { untar } from './untar.ts';

/* A first start that runs initdb takes 3.6 s; from a directory prepared by the build about one. */

const manifestSchema = z.object({ pglite: z.string(), migrations: z.string() });

/** Where the build puts the prepared directory: `dist/prepared`, found from sources and from dist. */
export function preparedDirectory(): string {
  const here = fileURLToPath(import.meta.url);
  return join(dirname(here), here.endsWith('.ts') ? '../../dist/prepared' : '../prepared');
}

/** Version of the embedded engine's package. */
export function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = join(dirname(entry), '..', 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8'))).version;
}

/** Stores a dump as the prepared directory in `target`, with what it fits. */
export function savePrepared(target: string, dump: Uint8Array, migrations: string): void {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'pg.tar.gz'), dump);
  writeFileSync(join(target, 'manifest.json'), `${JSON.stringify({ pglite: pgliteVersion(), migrations })}\n`);
}

/** Which prepared directory a first start may use. */
export interface PreparedChoice {
  /** Content hash of the migrations the caller will run; one prepared with others is not used, one with none always. */
  readonly migrations?: string | undefined;
  /** Where it is; `dist/prepared` when left out. */
  readonly directory?: string | undefined;
}

/**
 * Makes the engine's directory when there is none: from the prepared one if it fits, else with initdb. It appears under
 * its name only when it is complete and on the disk, so a kill at any moment leaves either nothing or everything.
 */
export async function ensureDataDirectory(settings: WorkerSettings, prepared: PreparedChoice): Promise<void> {
  if (existsSync(settings.dataDir)) return;
  const draft = `${settings.dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  const archive = findPrepared(prepared);
  if (archive) unpackPrepared(archive, draft);
  else await (await startPglite({ dataDir: draft, sync: 'os' })).close();
  installDirectory(draft, settings);
}

/** Gives a finished directory its name. */
export function installDirectory(draft: string, { dataDir, sync }: WorkerSettings): void {
  if (sync === 'full') syncTree(draft);
  renameSync(draft, dataDir);
  if (sync === 'full') syncPath(dirname(dataDir));
}

/** The archive of a prepared directory that fits, or undefined. */
export function findPrepared({ migrations = '', directory = preparedDirectory() }: PreparedChoice): string | undefined {
  try {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));
    const fits = manifest.pglite === pgliteVersion() && [migrations, ''].includes(manifest.migrations);
    return fits ? join(directory, 'pg.tar.gz') : undefined;
  } catch {
    return undefined;
  }
}

function unpackPrepared(archive: string, target: string): void {
  mkdirSync(target, { mode: 0o700 });
  untar(readFileSync(archive), target);
}
