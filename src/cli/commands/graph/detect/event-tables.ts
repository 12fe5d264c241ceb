import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TallyError } from '#base';
import { withDuckDbSession } from '#factors';
import { caseFields, caseKinds } from '#network';
import { column, filter, readTable, select, sort, valueAt, type Frame } from '#table';

/** Rows of one kind of event in the order of time, by the columns that detectors read. */
export interface KindTable {
  readonly kind: string;
  readonly frame: Frame;
}

const ALWAYS = /^(occurred_at|recorded_at|id_\w+)$/;

/**
 * The events that detectors read: of a folder `<kind>/*.parquet` as `tally world export` writes it, or of one file with a column `kind`.
 *
 * @throws TallyError `CLI_FILE` when it is not there or holds no applications.
 */
export async function readEventTables(
  path: string,
  onKind: (done: number, total: number) => void,
): Promise<KindTable[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new TallyError('CLI_FILE', `there is no file or folder "${path}"`, { hint: 'check the path' });
  }
  const tables = found.isDirectory() ? await ofFolder(path, onKind) : await ofFile(path);
  if (tables.some(({ kind }) => kind === 'application.submitted')) return tables;
  throw new TallyError('CLI_FILE', `"${path}" holds no events application.submitted`, {
    hint: 'name a folder <kind>/*.parquet as written by "tally world export", or a table with a column "kind"',
  });
}

async function ofFolder(path: string, onKind: (done: number, total: number) => void): Promise<KindTable[]> {
  const names = await readdir(path);
  // The folder of the export holds the events beside the truth.
  const folder = !names.includes('application.submitted') && names.includes('events') ? join(path, 'events') : path;
  const there = new Set(await readdir(folder));
  const scratch = await mkdtemp(join(tmpdir(), 'tally-events-'));
  const tables: KindTable[] = [];
  try {
    await withDuckDbSession(async ({ query }) => {
      for (const [done, kind] of caseKinds.entries()) {
        onKind(done, caseKinds.length);
        if (!there.has(kind)) continue;
        const joined = join(scratch, `${kind}.parquet`);
        await query(selection(join(folder, kind, '*.parquet'), kind, joined));
        tables.push({ kind, frame: inOrder(await readTable(joined)) });
      }
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return tables;
}

/* The wanted columns of all files of a kind into one. */
function selection(files: string, kind: string, joined: string): string {
  const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const pattern = `^(occurred_at|recorded_at|id_\\w+|${(caseFields[kind] ?? []).join('|')})$`;
  const source = `read_parquet(${literal(files)}, union_by_name = true)`;
  return `copy (select columns(c -> regexp_matches(c, ${literal(pattern)})) from ${source}) to ${literal(joined)} (format parquet)`;
}

async function ofFile(path: string): Promise<KindTable[]> {
  const events = await readTable(path);
  const kinds = column(events, 'kind');
  return caseKinds.flatMap((kind) => {
    const frame = filter(
      events,
      Uint8Array.from({ length: events.rows }, (_, row) => (valueAt(kinds, row) === kind ? 1 : 0)),
    );
    return frame.rows === 0 ? [] : [{ kind, frame: inOrder(wanted(frame, kind)) }];
  });
}

function wanted(frame: Frame, kind: string): Frame {
  const fields = caseFields[kind] ?? [];
  return select(
    frame,
    frame.names.filter((name) => ALWAYS.test(name) || fields.includes(name)),
  );
}

function inOrder(frame: Frame): Frame {
  const name = frame.names.includes('recorded_at') ? 'recorded_at' : 'occurred_at';
  const { values } = column(frame, name);
  for (let row = 1; row < frame.rows; row++) {
    if ((values[row] as number) < (values[row - 1] as number)) return sort(frame, [name]);
  }
  return frame;
}
