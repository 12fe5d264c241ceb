import { resolve } from 'node:path';
import { TallyError } from '#base';
import { writeTable } from '#table';
import { clickFigures, type ClickFigures } from './click-figures.ts';
import { clickLog, type ClickLogOptions } from './click-log.ts';

export interface ClickFilesOptions extends ClickLogOptions {
  /** Where the log goes: `.csv`, `.tsv`, `.parquet` or `.arrow`. */
  readonly out: string;
  /** Where the truth goes; it is not written when left out. */
  readonly truth?: string;
}

/** What was written. */
export interface WrittenClicks extends ClickFigures {
  readonly packHash: string;
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  readonly out: string;
  readonly truth: string | null;
}

/**
 * Writes a click log and, to a file of its own, its truth.
 *
 * @throws TallyError `WORLD_CLICKS_SAME_FILE` when both have one name, and those of {@link clickLog} and of writing tables.
 */
export async function writeClickLog(options: ClickFilesOptions): Promise<WrittenClicks> {
  const { out, truth, seed, people } = options;
  if (truth !== undefined && resolve(truth) === resolve(out)) {
    throw new TallyError('WORLD_CLICKS_SAME_FILE', `the log and its truth would both be written to "${out}"`, {
      hint: 'give --truth another name, or leave it out',
    });
  }
  const made = clickLog(options);
  await writeTable(made.frame, out);
  if (truth !== undefined) await writeTable(made.truth, truth);
  const { packHash, days } = made;
  return { packHash, seed, people, days, out, truth: truth ?? null, ...clickFigures(made) };
}
