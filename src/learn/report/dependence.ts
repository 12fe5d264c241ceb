import { take, type Column, type Frame } from '#table';
import { encodeFrame } from '../encode.ts';
import type { Model } from '../estimator.ts';
import type { Feature } from '../feature.ts';

/** How the mean prediction moves with one feature, the others left as they are. */
export interface Dependence {
  readonly feature: string;
  readonly kind: Feature['kind'];
  readonly points: readonly {
    readonly at: string;
    readonly x: number;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** Rows that are averaged, and values that are tried. */
const ROWS = 150;
const VALUES = 16;
const MOST_CATEGORIES = 12;

/** Partial dependence (Friedman 2001) with the 10 and 90 % quantiles of the single curves (Goldstein et al. 2015). */
export function dependenceOf(model: Model, frame: Frame, name: string): Dependence {
  const f = model.features.findIndex((feature) => feature.name === name);
  const feature = model.features[f] as Feature;
  const step = Math.max(1, Math.floor(frame.rows / ROWS));
  const sample = take(
    frame,
    Int32Array.from({ length: Math.min(ROWS, frame.rows) }, (_, i) => i * step),
  );
  const columns = encodeFrame(sample, model.features);
  const all = encodeFrame(
    { rows: frame.rows, names: [name], columns: [frame.columns[frame.names.indexOf(name)] as Column] },
    [feature],
  )[0] as Float64Array;
  const row = new Float64Array(model.features.length);
  const points = valuesOf(feature, all).map((value) => {
    const scores = new Float64Array(sample.rows);
    for (let r = 0; r < sample.rows; r++) {
      for (let k = 0; k < row.length; k++) row[k] = (columns[k] as Float64Array)[r] as number;
      row[f] = value;
      scores[r] = model.score(row);
    }
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    scores.sort();
    const order = (share: number): number => scores[Math.floor(share * (scores.length - 1))] as number;
    const at = feature.kind === 'category' ? (feature.categories[value] ?? '') : String(Number(value.toPrecision(4)));
    return { at, x: value, mean, low: order(0.1), high: order(0.9) };
  });
  return { feature: name, kind: feature.kind, points };
}

function valuesOf(feature: Feature, values: Float64Array): number[] {
  const present = values.filter((value) => value === value);
  if (feature.kind === 'category') {
    const counts = new Map<number, number>();
    for (const value of present) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MOST_CATEGORIES)
      .map(([code]) => code);
  }
  const sorted = present.sort();
  if (sorted.length === 0) return [];
  const picked = Array.from(
    { length: VALUES },
    (_, k) => sorted[Math.round((0.01 + (0.98 * k) / (VALUES - 1)) * (sorted.length - 1))] as number,
  );
  return [...new Set(picked)];
}
