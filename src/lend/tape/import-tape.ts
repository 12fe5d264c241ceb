import { createReadStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { TallyError, contentHash, sha256 } from '#base';
import { writeTable, type Frame } from '#table';
import type { TapeMapping } from './mapping.ts';
import { readTape } from './read-tape.ts';
import { writeRejected } from './rejected-file.ts';
import { storeTape, sortRows } from './sort-rows.ts';
import type { TapeBook } from './tape-book.ts';
import { tapeFields, type TapeField, type TapeSummary } from './tape.ts';
import { trainingFrame } from './training-frame.ts';

export interface TapeImport {
  readonly file: string;
  /** Mappings to try in order: those of a preset, or one of the user's own. */
  readonly mappings: readonly TapeMapping[];
  /** Name of the training file and on the console; the file's own when left out. */
  readonly name?: string | undefined;
  readonly book: TapeBook;
  /** Folder for training files. */
  readonly folder: string;
  /** Milliseconds since 1970, for the summary. */
  readonly now: number;
}

export interface TapeImported extends Pick<
  TapeSummary,
  'tape' | 'name' | 'mapping' | 'rows' | 'good' | 'bad' | 'unknown' | 'rejected'
> {
  /** False when this file was imported with this mapping before and nothing was done. */
  readonly imported: boolean;
  /** Bad over good and bad; null when no outcome is known. */
  readonly badRate: number | null;
  readonly rejectedFile: string | null;
  readonly fields: {
    readonly known: readonly TapeField[];
    readonly unknown: readonly TapeField[];
    readonly monthOnly: readonly TapeField[];
  };
  readonly undocumented: TapeSummary['undocumented'];
  readonly dropped: TapeSummary['dropped'];
  readonly trainingFile: string;
}

/**
 * Imports a tape: good rows into the book and a training file, bad rows into a file of their own.
 *
 * @throws TallyError `LEND_TAPE_FILE`, `LEND_TAPE_COLUMNS`, `LEND_TAPE_NO_ROWS`, `LEND_TAPE_NAME`, and those of `readCsvReporting`.
 */
export async function importTape(options: TapeImport): Promise<TapeImported> {
  const { book, folder } = options;
  const tape = await tapeIdOf(options);
  const known = await book.find(tape);
  const name = known?.name ?? nameOf(options);
  const trainingFile = join(folder, `${name}.parquet`);
  if (known !== undefined && (await exists(trainingFile)))
    return describe(known, { trainingFile, imported: false, rejectedFile: null });
  const file = await readTape(options.file, options.mappings);
  await assertFree(book, { tape, name });
  const sorted = sortRows(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const rejectedFile = sorted.bad.length === 0 ? null : await writeRejected(options.file, sorted.bad, folder);
  assertSomeRows(options.file, { rows: sorted.rows, bad: sorted.bad, rejectedFile });
  const training = trainingFrame(file.frame, file.mapping, sorted.training);
  await writeWhole(training.frame, trainingFile);
  const summary: TapeSummary = {
    ...{ tape, name, mapping: file.mapping.name, rows: sorted.rows, rejected: sorted.bad.length, ...sorted.counts },
    known: sorted.known,
    monthOnly: monthOnly(file.mapping).filter((field) => sorted.known.includes(field)),
    undocumented: Object.fromEntries([...sorted.undocumented, ...training.undocumented]),
    dropped: file.mapping.drop,
    importedAt: options.now,
  };
  await storeTape(book, file, tape);
  await book.finish(summary);
  return describe(summary, { trainingFile, imported: true, rejectedFile });
}

async function tapeIdOf({ file, mappings }: TapeImport): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (cause) {
    throw new TallyError('LEND_TAPE_FILE', `the tape "${file}" cannot be read`, {
      hint: 'check the path',
      status: 404,
      cause,
    });
  }
  return `tape_${sha256(`${hash.digest('hex')} ${contentHash(mappings)}`).slice(0, 26)}`;
}

function nameOf({ file, name }: TapeImport): string {
  const bare = name ?? basename(file).replace(/(\.(csv|tsv|parquet|arrow))?(\.gz)?$/i, '');
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(bare)) return bare;
  throw new TallyError('LEND_TAPE_NAME', `"${bare}" cannot be the name of a tape`, {
    hint: 'give --name with letters, digits, dots, dashes and underscores, 80 at most',
  });
}

async function assertFree(book: TapeBook, { tape, name }: { tape: string; name: string }): Promise<void> {
  const other = (await book.list()).find((one) => one.name === name && one.tape !== tape);
  if (other === undefined) return;
  throw new TallyError('LEND_TAPE_NAME', `another tape is called "${name}" (${other.tape})`, {
    hint: 'give this one another name with --name',
    status: 409,
  });
}

function assertSomeRows(
  file: string,
  { rows, bad, rejectedFile }: { rows: number; bad: readonly { reason: string }[]; rejectedFile: string | null },
): void {
  if (rows > 0) return;
  const why =
    bad[0] === undefined
      ? 'it has a header but no rows'
      : `all ${bad.length} rows were rejected, the first because ${bad[0].reason.split('\n')[0]}`;
  throw new TallyError('LEND_TAPE_NO_ROWS', `nothing of "${file}" can be used: ${why}`, {
    hint:
      rejectedFile === null
        ? 'check the file'
        : `read the reasons in "${rejectedFile}", then correct the file or the mapping`,
    data: { rejected: bad.length, rejectedFile },
    status: 422,
  });
}

/** A training file is there whole or not at all. */
async function writeWhole(frame: Frame, path: string): Promise<void> {
  const draft = path.replace(/\.parquet$/, '.part.parquet');
  await writeTable(frame, draft);
  await rename(draft, path);
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

function monthOnly({ fields }: TapeMapping): TapeField[] {
  return tapeFields.filter((field) => {
    const source = fields[field];
    return source !== undefined && 'column' in source && source.format === 'month-year';
  });
}

function describe(
  summary: TapeSummary,
  done: { readonly trainingFile: string; readonly imported: boolean; readonly rejectedFile: string | null },
): TapeImported {
  const { known, monthOnly: months, importedAt: _at, ...rest } = summary;
  const outcomes = summary.good + summary.bad;
  return {
    ...rest,
    ...done,
    badRate: outcomes === 0 ? null : summary.bad / outcomes,
    fields: { known, unknown: tapeFields.filter((field) => !known.includes(field)), monthOnly: months },
  };
}
