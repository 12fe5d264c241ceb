import type { EventColumn } from '../event-table.ts';
import { sharedInt32 } from './walk-rows.ts';

/** Keys of events and labels as numbers 0 to `count` - 1; -1 where missing, and for labels where no event has the key. */
export interface EntityKeys {
  readonly count: number;
  readonly events: Int32Array;
  readonly labels: Int32Array;
  /** 1 where the label itself has no key. */
  readonly keyless: Uint8Array;
}

/** Numbers the keys of one entity. A number and its text are the same key. */
export function entityKeys(events: EventColumn, labels: EventColumn): EntityKeys {
  const numbering = new Map<number | string, number>();
  const asText = events.dictionary !== undefined || labels.dictionary !== undefined;
  const coded = codes(events, asText, (key) => {
    const known = numbering.get(key);
    if (known !== undefined) return known;
    numbering.set(key, numbering.size);
    return numbering.size - 1;
  });
  const wanted = codes(labels, asText, (key) => numbering.get(key) ?? -1);
  const keyless = Uint8Array.from(labels.values, (value) => (value === value ? 0 : 1));
  return { count: numbering.size, events: coded, labels: wanted, keyless };
}

function codes(
  { values, dictionary }: EventColumn,
  asText: boolean,
  number: (key: number | string) => number,
): Int32Array {
  const out = sharedInt32(values.length);
  const known = dictionary === undefined ? undefined : new Int32Array(dictionary.length).fill(-2);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value) out[row] = -1;
    else if (known === undefined) out[row] = number(asText ? String(value) : value);
    else {
      let code = known[value] as number;
      if (code === -2) known[value] = code = number(dictionary?.[value] ?? '');
      out[row] = code;
    }
  }
  return out;
}
