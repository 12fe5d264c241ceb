import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monthOfDay, TallyError, type Day } from '#base';
import type { AttainableFigures } from './attainable-tally.ts';
import { liveClosedLoop, type LoopFigures, type LoopOptions } from './closed-loop.ts';
import { columnsOfKind } from './event-tables.ts';
import { openExportSink, type ExportSink } from './export-sink.ts';
import {
  columnName,
  decisionColumns,
  eventColumns,
  loanColumns,
  patternColumns,
  truthColumns,
  type ExportColumn,
} from './export-columns.ts';

export interface ExportOptions extends LoopOptions {
  /** Folder to write into; it must be empty or not exist. */
  readonly out: string;
  readonly onProgress?: (progress: { done: number; total: number; day: Day; applications: number }) => void;
}

/** What an export wrote, as in its `manifest.json`. */
export interface ExportManifest {
  readonly format: 'tallystick-world-1';
  readonly seed: number;
  readonly people: number;
  readonly months: number;
  readonly pack: string;
  readonly packHash: string;
  readonly policy: string;
  readonly startDay: Day;
  readonly counts: LoopFigures & { readonly byKind: Readonly<Record<string, number>> };
  readonly attainable: AttainableFigures;
  readonly tables: Readonly<
    Record<string, { files: string; columns: readonly { name: string; kind: string; description: string }[] }>
  >;
}

/**
 * Lives a market under a plain lender and writes its events (one Parquet file per kind and month), truth, decisions,
 * loans and a manifest. Memory holds a month of events and about 200 bytes per application.
 *
 * @throws TallyError `WORLD_EXPORT_NOT_EMPTY` when the folder has files, and those of the world and of writing tables.
 */
export async function exportWorld(options: ExportOptions): Promise<ExportManifest> {
  await requireEmpty(options.out);
  const sink = openExportSink(options.out);
  const loop = liveClosedLoop(options);
  let next = loop.next();
  let lastDay: Day = 0;
  for (; !next.done; next = loop.next()) {
    const { day, done, total } = next.value;
    sink.add(next.value);
    lastDay = day;
    if (done === total || monthOfDay(day + 1) !== monthOfDay(day)) await sink.flush(day);
    options.onProgress?.({ done, total, day, applications: sink.applications });
  }
  await sink.finish(lastDay);
  const manifest = describe(options, { figures: next.value, sink, startDay: lastDay + 1 - next.value.days });
  await writeFile(join(options.out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function requireEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [first] = await readdir(folder);
  if (first === undefined) return;
  throw new TallyError('WORLD_EXPORT_NOT_EMPTY', `the folder "${folder}" is not empty: it holds "${first}"`, {
    hint: 'name a new folder or empty this one',
  });
}

function describe(
  { seed, people, months, pack, policy }: ExportOptions,
  { figures, sink, startDay }: { figures: LoopFigures; sink: ExportSink; startDay: Day },
): ExportManifest {
  const byKind = Object.fromEntries([...sink.byKind].sort(([a], [b]) => (a < b ? -1 : 1)));
  const tableOf = (files: string, columns: readonly ExportColumn[]) => ({
    files,
    columns: columns.map(({ path, kind, description }) => ({ name: columnName(path), kind, description })),
  });
  const events = Object.keys(eventColumns).map(
    (kind) => [kind, tableOf(`events/${kind}/*.parquet`, columnsOfKind(kind))] as const,
  );
  return {
    format: 'tallystick-world-1',
    ...{ seed, people, months, pack, packHash: figures.packHash, policy, startDay },
    counts: { ...figures, byKind },
    attainable: sink.attainable(),
    tables: {
      ...Object.fromEntries(events),
      truth: tableOf('truth.parquet', truthColumns),
      patterns: tableOf('patterns.parquet', patternColumns),
      decisions: tableOf('decisions.parquet', decisionColumns),
      loans: tableOf('loans.parquet', loanColumns),
    },
  };
}
