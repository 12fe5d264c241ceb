import { findColumn, isValid, valueAt, type Frame } from '#table';
import type { Feature } from './feature.ts';

/** Texts of one column that the model has not learnt; it treats them as missing. */
export interface UnknownCategories {
  readonly name: string;
  readonly rows: number;
  /** The first few of them. */
  readonly examples: readonly string[];
}

/** The categories of a frame that a model does not know, per feature. */
export function unknownCategories(frame: Frame, features: readonly Feature[]): UnknownCategories[] {
  return features.flatMap((feature) => {
    const source = findColumn(frame, feature.name);
    if (feature.kind === 'number' || source === undefined) return [];
    const known = new Set(feature.categories);
    const strangers = new Set<string>();
    let rows = 0;
    for (let row = 0; row < frame.rows; row++) {
      if (!isValid(source, row)) continue;
      const text = String(valueAt(source, row));
      if (known.has(text)) continue;
      strangers.add(text);
      rows++;
    }
    return rows === 0 ? [] : [{ name: feature.name, rows, examples: [...strangers].slice(0, 5) }];
  });
}
