import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDuckDbSession } from '#factors';
import { dictionaryColumn, readTable, withColumn, type Frame } from '#table';

/**
 * Events of a file, or of a folder `<kind>/*.parquet` as `tally world export` writes it: all kinds in one table, the name of
 * the folder in the column `kind`. With `ofKind` every event of a file is of that kind.
 */
export async function readEvents(path: string, ofKind?: string): Promise<Frame> {
  const found = await stat(path).catch(() => undefined);
  const events = found?.isDirectory() === true ? await readFolder(path) : await readTable(path);
  return ofKind === undefined
    ? events
    : withColumn(events, 'kind', dictionaryColumn(new Int32Array(events.rows), [ofKind]));
}

async function readFolder(path: string): Promise<Frame> {
  const folder = await mkdtemp(join(tmpdir(), 'tally-events-'));
  const joined = join(folder, 'events.parquet');
  const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const kind = String.raw`regexp_extract(filename, '([^/\\]+)[/\\][^/\\]+\.parquet$', 1) as kind`;
  const source = `read_parquet(${literal(join(path, '*', '*.parquet'))}, union_by_name = true, filename = true)`;
  try {
    await withDuckDbSession(({ query }) =>
      query(`copy (select * exclude (filename), ${kind} from ${source}) to ${literal(joined)} (format parquet)`),
    );
    return await readTable(joined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
