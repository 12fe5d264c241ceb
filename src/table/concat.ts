import { TallyError } from '#base';
import { bitAt, clearBit, createBitmap, type Bitmap } from './bitmap.ts';
import type { Column, StringColumn } from './column.ts';
import { column, createFrame, type Frame } from './frame.ts';

/**
 * The rows of several frames one after another; columns are those of the first frame, found by name in the others.
 *
 * @throws TallyError `TABLE_COLUMN_UNKNOWN`, or `TABLE_COLUMN_KIND` when a column differs in kind.
 */
export function concat(frames: readonly Frame[]): Frame {
  const [first] = frames;
  if (first === undefined) return createFrame([]);
  return createFrame(
    first.names.map(
      (name) =>
        [
          name,
          concatColumns(
            name,
            frames.map((frame) => column(frame, name)),
          ),
        ] as const,
    ),
  );
}

/** Columns of one kind, end to end; dictionaries are merged. */
export function concatColumns(name: string, parts: readonly Column[]): Column {
  const first = parts[0] as Column;
  const other = parts.find(({ kind }) => kind !== first.kind);
  if (other !== undefined) {
    throw new TallyError(
      'TABLE_COLUMN_KIND',
      `column "${name}" is ${first.kind} in one frame and ${other.kind} in another`,
      {
        hint: 'read both files with the same option types',
      },
    );
  }
  const rows = parts.reduce((sum, part) => sum + part.values.length, 0);
  const validity = joinValidity(parts, rows);
  if (first.kind === 'string') return concatStrings(parts as readonly StringColumn[], rows, validity);
  const values = first.kind === 'float64' ? new Float64Array(rows) : new Int32Array(rows);
  let offset = 0;
  for (const part of parts) {
    values.set(part.values, offset);
    offset += part.values.length;
  }
  return { ...first, values, validity } as Column;
}

function joinValidity(parts: readonly Column[], rows: number): Bitmap | undefined {
  if (parts.every(({ validity }) => validity === undefined)) return undefined;
  const joined = createBitmap(rows, true);
  let offset = 0;
  for (const { validity, values } of parts) {
    for (let row = 0; row < values.length; row++) if (!bitAt(validity, row)) clearBit(joined, offset + row);
    offset += values.length;
  }
  return joined;
}

function concatStrings(parts: readonly StringColumn[], rows: number, validity: Bitmap | undefined): StringColumn {
  const codeOf = new Map<string, number>();
  const values = new Int32Array(rows);
  let offset = 0;
  for (const part of parts) {
    const mapped = part.dictionary.map((text) => {
      const code = codeOf.get(text) ?? codeOf.size;
      codeOf.set(text, code);
      return code;
    });
    for (let row = 0; row < part.values.length; row++) {
      const code = part.values[row] as number;
      values[offset + row] = code < 0 ? -1 : (mapped[code] as number);
    }
    offset += part.values.length;
  }
  return { kind: 'string', values, dictionary: [...codeOf.keys()], validity };
}
