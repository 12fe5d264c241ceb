import { TallyError } from '#base';

/** A cursor hides the sort key of the last row: base64url of its JSON. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/** What a cursor holds: the sort key's values in order, whole numbers or texts. */
export type CursorShape = readonly ('number' | 'string')[];

/** @throws TallyError `SERVER_CURSOR` when the text is no cursor of this list. */
export function decodeCursor(cursor: string, shape: CursorShape): readonly (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === shape.length && shape.every((kind, i) => isKey(kind, values[i]))) {
      return values;
    }
  } catch {
    // Falls through to the one error for everything that is no cursor.
  }
  throw new TallyError('SERVER_CURSOR', 'the cursor is not valid', {
    hint: 'pass back the value of "next" unchanged, or leave the cursor out to begin again',
    status: 422,
  });
}

function isKey(kind: 'number' | 'string', value: unknown): boolean {
  return kind === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && !value.includes('\0');
}

/** A page of at most `limit` rows from `limit + 1` that were read. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  { item, key }: { readonly item: (row: R) => T; readonly key: (row: R) => readonly (string | number)[] },
): { items: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null };
}
