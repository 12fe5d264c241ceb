import { TallyError } from '#base';
import { bitAt, column, float64Column, missingCount, nearestName, stringColumn, type Column, type Frame } from '#table';

/**
 * Two frames with the columns of the first and the same kinds: whole and real numbers become real ones, a column without
 * a value takes the kind of the other.
 *
 * @throws TallyError `LEARN_REJECTS` when a column is absent, or holds texts in one frame and numbers in the other.
 */
export function alignFrames(first: Frame, second: Frame): readonly [Frame, Frame] {
  const pairs = first.names.map((name) => {
    if (second.names.includes(name)) return alignColumns(name, column(first, name), column(second, name));
    const nearest = nearestName(name, second.names);
    throw new TallyError('LEARN_REJECTS', `the rejected applicants have no column "${name}"`, {
      hint: nearest === undefined ? 'give the columns of the accepted ones; they may be empty' : `is it "${nearest}"?`,
      data: { column: name },
    });
  });
  const of = (frame: Frame, side: 0 | 1): Frame => ({
    rows: frame.rows,
    names: first.names,
    columns: pairs.map((pair) => pair[side]),
  });
  return [of(first, 0), of(second, 1)];
}

function alignColumns(name: string, a: Column, b: Column): readonly [Column, Column] {
  if (a.kind === b.kind) return [a, b];
  if (isNumber(a) && isNumber(b)) return [real(a), real(b)];
  if (isEmpty(b)) return [a, emptyLike(a, b.values.length)];
  if (isEmpty(a)) return [emptyLike(b, a.values.length), b];
  throw new TallyError(
    'LEARN_REJECTS',
    `column "${name}" is ${a.kind} for accepted applicants and ${b.kind} for rejected ones`,
    {
      hint: 'write the column alike in both files',
      data: { column: name, accepted: a.kind, rejected: b.kind },
    },
  );
}

function isNumber({ kind }: Column): boolean {
  return kind === 'float64' || kind === 'int32';
}

function isEmpty(source: Column): boolean {
  return missingCount(source) === source.values.length;
}

function real(source: Column): Column {
  if (source.kind === 'float64') return source;
  const { values, validity } = source;
  return float64Column(Float64Array.from(values, (value, row) => (bitAt(validity, row) ? value : NaN)));
}

function emptyLike(source: Column, rows: number): Column {
  if (source.kind === 'string') return stringColumn(Array<null>(rows).fill(null));
  if (source.kind === 'float64') return float64Column(new Float64Array(rows).fill(NaN));
  return { kind: source.kind, values: new Int32Array(rows), validity: new Uint8Array((rows + 7) >> 3) };
}
