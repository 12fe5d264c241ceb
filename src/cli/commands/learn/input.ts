import { TallyError } from '#base';
import { splitTarget, type IgnoredColumn, type LabelledData } from '#learn';
import { readTable } from '#table';
import type { Output } from '../../output.ts';

/** Options that say which rows, label and columns to use. */
export interface DataOptions {
  readonly data: string;
  readonly target: string;
  readonly drop?: string;
  readonly positive?: string;
}

/** Reads a file and takes target and dropped columns out. */
export async function readLabelled(options: DataOptions, file = options.data): Promise<LabelledData> {
  const table = await readTable(file);
  if (table.rows === 0) {
    throw new TallyError('CLI_NO_ROWS', `"${file}" has a header but no rows`, { hint: 'check the file' });
  }
  const { positive } = options;
  return splitTarget(table, options.target, {
    drop: listOf(options.drop),
    ...(positive === undefined ? {} : { positive }),
  });
}

/** The names in `A,B`. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Tells which columns were left out. */
export function noteIgnored(output: Output, ignored: readonly IgnoredColumn[]): void {
  for (const { name, reason } of ignored) output.note(`warning: column "${name}" is ignored (${reason})`);
}

/**
 * A whole number option.
 *
 * @throws TallyError `CLI_OPTION` when the text is none.
 */
export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && text.trim() !== '') return value;
  throw new TallyError('CLI_OPTION', `--${option} is "${text}", not a whole number`, {
    hint: `for example --${option} 42`,
  });
}
