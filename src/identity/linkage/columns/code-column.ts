import type { LinkKind } from './column-kind.ts';
import type { LinkColumn } from './link-table.ts';
import { normaliseValue } from './normalise-value.ts';
import { orderOf, type DateOrder } from './parse-date.ts';
import type { TextColumn } from './text-columns.ts';

/** A raw column in the form in which its values compare. */
export function normaliseColumn(raw: TextColumn, kind: LinkKind): LinkColumn {
  const order: DateOrder = kind === 'date' ? orderOf(raw.values) : 'ymd';
  const normal = raw.values.map((value) => normaliseValue(value, kind, order));
  const texts = Array.from(raw.codes, (code) => (code < 0 ? undefined : normal[code]));
  return codeTexts(texts, { name: raw.name, kind, order, without: [] });
}

/** Texts as a column whose codes follow the alphabet, so that they do not depend on the order of the records. */
export function codeTexts(
  texts: readonly (string | undefined)[],
  about: Pick<LinkColumn, 'name' | 'kind' | 'order' | 'without'>,
): LinkColumn {
  const values = [...new Set(texts.filter((text) => text !== undefined))].sort();
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const codes = new Int32Array(texts.length + 1).fill(-1);
  const counts = new Int32Array(values.length);
  for (const [row, text] of texts.entries()) {
    if (text === undefined) continue;
    const code = codeOf.get(text) as number;
    codes[row] = code;
    counts[code] = (counts[code] as number) + 1;
  }
  return { ...about, codes, values, counts };
}
