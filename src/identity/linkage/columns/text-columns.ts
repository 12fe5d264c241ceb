import { formatDay } from '#base';
import { isValid, valueAt, type Column, type Frame } from '#table';

/** A column of raw texts, coded; -1 where a value is missing. */
export interface TextColumn {
  readonly name: string;
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** Every column of a frame as texts, as they would stand in a CSV. */
export function textColumns(frame: Frame): TextColumn[] {
  return frame.columns.map((column, index) => textColumn(frame.names[index] as string, column));
}

function textColumn(name: string, column: Column): TextColumn {
  if (column.kind === 'string') return { name: name.trim(), codes: column.values, values: column.dictionary };
  const codes = new Int32Array(column.values.length);
  const codeOf = new Map<string, number>();
  for (let row = 0; row < codes.length; row++) {
    if (!isValid(column, row)) {
      codes[row] = -1;
      continue;
    }
    const value = valueAt(column, row) as number;
    const text = column.kind === 'date' ? formatDay(value) : String(value);
    let code = codeOf.get(text);
    if (code === undefined) codeOf.set(text, (code = codeOf.size));
    codes[row] = code;
  }
  return { name: name.trim(), codes, values: [...codeOf.keys()] };
}
