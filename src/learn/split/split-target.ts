import { drop, type Frame } from '#table';
import { binaryLabel, type BinaryLabel } from '../label.ts';

/** A table taken apart into inputs and label. */
export interface LabelledData extends BinaryLabel {
  readonly frame: Frame;
}

/**
 * Takes the target and unwanted columns out of a table.
 *
 * @throws TallyError `TABLE_COLUMN_UNKNOWN` with the nearest name, and the errors of `binaryLabel`.
 */
export function splitTarget(
  table: Frame,
  target: string,
  options: { readonly drop?: readonly string[]; readonly positive?: string } = {},
): LabelledData {
  const label = binaryLabel(table, target, options.positive);
  return { ...label, frame: drop(table, [target, ...(options.drop ?? [])]) };
}
