import type { EventColumn, LabelTable } from '../event-table.ts';

/** Gives the keys of labels the kind that the events' keys have: the number 7 and the text "7" are one key. */
export function alignKeys(labels: LabelTable, columns: ReadonlyMap<string, EventColumn>): LabelTable {
  const keys = new Map([...labels.keys].map(([name, key]) => [name, aligned(key, columns.get(name))]));
  return { ...labels, keys };
}

function aligned(key: EventColumn, events: EventColumn | undefined): EventColumn {
  if (events === undefined || (key.dictionary === undefined) === (events.dictionary === undefined)) return key;
  if (key.dictionary === undefined) return asTexts(key);
  const numbers = key.dictionary.map((text) => (String(Number(text)) === text ? Number(text) : Infinity));
  return { values: key.values.map((code) => (code === code ? (numbers[code] as number) : NaN)) };
}

/** Numbers as texts of a dictionary. */
export function asTexts({ values }: EventColumn): EventColumn {
  const codes = new Map<string, number>();
  const coded = values.map((value) => {
    if (value !== value) return NaN;
    const text = String(value);
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    return code;
  });
  return { values: coded, dictionary: [...codes.keys()] };
}
