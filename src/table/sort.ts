import { bitAt } from './bitmap.ts';
import type { Column } from './column.ts';
import { column, type Frame } from './frame.ts';
import { take } from './take.ts';

/** A column to sort by; ascending unless `descending`. Missing values come last either way. */
export interface SortKey {
  readonly name: string;
  readonly descending?: boolean;
}

/** Row numbers in sorted order; equal rows keep their order. Texts compare by code unit. */
export function sortIndex(frame: Frame, keys: readonly (SortKey | string)[]): Uint32Array {
  const compares = keys.map((key) => {
    const { name, descending = false } = typeof key === 'string' ? { name: key } : key;
    return comparison(column(frame, name), descending ? -1 : 1);
  });
  const order = new Uint32Array(frame.rows).map((_, row) => row);
  return order.sort((a, b) => {
    for (const compare of compares) {
      const sign = compare(a, b);
      if (sign !== 0) return sign;
    }
    return a - b;
  });
}

/** The frame in sorted order. */
export function sort(frame: Frame, keys: readonly (SortKey | string)[]): Frame {
  return take(frame, sortIndex(frame, keys));
}

function comparison(source: Column, direction: number): (a: number, b: number) => number {
  const ranks = source.kind === 'string' ? rankTexts(source.dictionary) : undefined;
  const { values, validity } = source;
  return (a, b) => {
    const [isHere, isThere] = [bitAt(validity, a), bitAt(validity, b)];
    if (!isHere || !isThere) return Number(isThere) - Number(isHere);
    const [x, y] = [values[a] as number, values[b] as number];
    if (ranks === undefined) return direction * (x - y);
    return direction * ((ranks[x] as number) - (ranks[y] as number));
  };
}

function rankTexts(dictionary: readonly string[]): Int32Array {
  const order = [...dictionary.keys()].sort((a, b) => ((dictionary[a] ?? '') < (dictionary[b] ?? '') ? -1 : 1));
  const ranks = new Int32Array(dictionary.length);
  order.forEach((code, rank) => (ranks[code] = rank));
  return ranks;
}
