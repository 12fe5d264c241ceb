import { detectKind, type LinkKind } from './column-kind.ts';
import type { TextColumn } from './text-columns.ts';

/** Headers of row numbers and of known answers; neither may be a feature or a key of blocking. */
const ANSWERS =
  /^((true|gold|ground)[ _-]?)?(truth|label|cluster|entity|match|duplicate|dup|group|person|household|source|dataset|source[ _-]?dataset)s?([ _-]?(id|no|nr|num|number|key|label|name|flag))?$/i;
const ROW_IDS =
  /^((unique|rec|record|row|source|internal)[ _-]?)?(id|index|idx|uuid|guid|rownum|row|rec|record|pk)$|^unnamed.*$/i;

/** Why a column cannot help to link, or undefined. */
export function reasonToLeaveOut(column: TextColumn, id: TextColumn | undefined): string | undefined {
  if (column.name === id?.name) return 'names the records';
  if (ANSWERS.test(column.name)) return 'its header speaks of known answers';
  const { filled, distinct } = fill(column);
  if (filled === 0) return 'is empty';
  if (distinct === 1) return 'has one value only';
  if (ROW_IDS.test(column.name)) return 'its header speaks of record numbers';
  if (id !== undefined && isPartOf(column, id)) return 'is a part of the ids';
  if (distinct === filled && filled >= 0.9 * column.codes.length && isNumberLike(column)) {
    return 'no value occurs twice: it numbers the records';
  }
  return undefined;
}

/** The column that numbers the records by its header, every value different: the ids when none are named. */
export function guessIds(columns: readonly TextColumn[]): TextColumn | undefined {
  return columns.find((column) => {
    const { filled, distinct } = fill(column);
    return ROW_IDS.test(column.name) && filled === column.codes.length && distinct === filled;
  });
}

function fill({ codes, values }: TextColumn): { filled: number; distinct: number } {
  const seen = new Uint8Array(values.length);
  let filled = 0;
  let distinct = 0;
  for (const code of codes) {
    if (code < 0) continue;
    filled++;
    distinct += seen[code] === 0 ? 1 : 0;
    seen[code] = 1;
  }
  return { filled, distinct };
}

/** Ids such as Q12-3 hold the answer Q12: a column of such answers is one of known answers. */
function isPartOf(column: TextColumn, id: TextColumn): boolean {
  let filled = 0;
  let part = 0;
  const stride = Math.max(1, Math.floor(column.codes.length / 2000));
  for (let row = 0; row < column.codes.length; row += stride) {
    const value = column.values[column.codes[row] as number]?.trim() ?? '';
    if (value === '') continue;
    filled++;
    const name = id.values[id.codes[row] as number] ?? '';
    if (value.length >= 2 && name.length > value.length && wholeParts(name).includes(value)) part++;
  }
  return filled >= 20 && part >= 0.9 * filled;
}

function wholeParts(name: string): string[] {
  const parts = name.split(/[-_:./ ]+/);
  return [...parts, ...parts.slice(1).map((_, k) => parts.slice(0, k + 1).join('-'))];
}

function isNumberLike(column: TextColumn): boolean {
  const kinds: readonly LinkKind[] = ['code', 'number', 'phone'];
  return kinds.includes(detectKind({ name: column.name, values: column.values, counts: column.values.map(() => 1) }));
}
