import type { KeyRule } from './key-rules.ts';

/** Which keys each record has: those of record r are `keys[starts[r] .. starts[r + 1])`. */
export interface KeyLists {
  readonly starts: Int32Array;
  readonly keys: Int32Array;
  /** How many different keys there are. */
  readonly size: number;
}

/** Gives keys numbers, the same to equal keys of one space. */
export class KeyNumbers {
  private readonly spaces = new Map<string, Map<string, number>>();
  size = 0;

  /** The number of a key, a new one when it is new. */
  of(space: string, key: string): number {
    let known = this.spaces.get(space);
    if (known === undefined) this.spaces.set(space, (known = new Map()));
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = this.size++));
    return found;
  }

  /** The number of a key, or undefined when it has none. */
  find(space: string, key: string): number | undefined {
    return this.spaces.get(space)?.get(key);
  }
}

/** The keys of every record under the rules; a key that two rules give a record stands twice. */
export function keyLists(rules: readonly KeyRule[], rows: number, numbers: KeyNumbers): KeyLists {
  const byCode = rules.map((rule) =>
    rule.column.values.map((value) => rule.keys(value).map((key) => numbers.of(rule.space, key))),
  );
  const starts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    let count = 0;
    for (let r = 0; r < rules.length; r++) count += keysAt(rules, byCode, r, row).length;
    starts[row + 1] = (starts[row] as number) + count;
  }
  const keys = new Int32Array(starts[rows] as number);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let r = 0; r < rules.length; r++) for (const key of keysAt(rules, byCode, r, row)) keys[at++] = key;
  }
  return { starts, keys, size: numbers.size };
}

const NONE: readonly number[] = [];

function keysAt(
  ...args: [rules: readonly KeyRule[], byCode: readonly number[][][], r: number, row: number]
): readonly number[] {
  const [rules, byCode, r, row] = args;
  const code = rules[r]?.column.codes[row] as number;
  return code < 0 ? NONE : (byCode[r]?.[code] ?? NONE);
}
