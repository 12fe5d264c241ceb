import { column, quantiles, stringColumn, valueAt, type Column, type StringColumn } from '#table';
import { meanDifference } from '../fairness/mean-difference.ts';
import { selectionByGroup } from '../fairness/selection.ts';
import { auc } from '../metric/auc.ts';
import { pickRows } from '../target-rows.ts';
import type { JudgedPart } from './report-data.ts';

/** One group of a protected column. */
export interface GroupOutcome {
  readonly group: string;
  readonly rows: number;
  readonly approved: number;
  readonly eventRate: number;
  readonly meanScore: number;
  readonly auc: number | null;
  /** 1 for the reference group. */
  readonly adverseImpactRatio: number;
  readonly impactInterval: readonly [number, number];
  /** Standardised mean difference of the score from the reference group. */
  readonly difference: number;
}

/** Groups at the cut that approves as many rows as have no event. */
export interface FairnessPart {
  readonly column: string;
  /** The largest group. */
  readonly reference: string;
  readonly cut: number;
  readonly groups: readonly GroupOutcome[];
}

/** Groups under this size are left out. */
const LEAST = 20;
const MOST_GROUPS = 12;

/** Compares the groups of a column; null when it has fewer than two groups of some size. */
export function fairnessOf(name: string, { frame, label, scores }: JudgedPart): FairnessPart | null {
  const groups = groupsOf(column(frame, name), frame.rows);
  const sizes = groups.dictionary.map((group, code) => ({
    group,
    code,
    rows: groups.values.reduce((n, own) => n + (own === code ? 1 : 0), 0),
  }));
  const kept = sizes
    .filter(({ rows }) => rows >= LEAST)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, MOST_GROUPS);
  const [reference] = kept;
  if (reference === undefined || kept.length < 2) return null;
  const rate = label.reduce((sum, y) => sum + y, 0) / label.length;
  const cut = scores.slice().sort()[Math.floor((1 - rate) * (scores.length - 1))] as number;
  const approved = scores.map((score) => (score <= cut ? 1 : 0));
  const comparison = { groups, reference: reference.group };
  const selection = selectionByGroup(approved, comparison);
  const differences = meanDifference(scores, comparison);
  const outcomes = kept.map(({ group, code, rows }): GroupOutcome => {
    const own = Int32Array.from(groups.values.keys()).filter((row) => groups.values[row] === code);
    const [labels, ownScores] = [pickRows(label, own), pickRows(scores, own)];
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / rows;
    const impact = selection.find((line) => line.group === group)?.adverseImpactRatio;
    return {
      group,
      rows,
      approved: mean(pickRows(approved, own)),
      eventRate: mean(labels),
      meanScore: mean(ownScores),
      auc: labels.includes(0) && labels.includes(1) ? auc(labels, ownScores) : null,
      adverseImpactRatio: impact?.value ?? 1,
      impactInterval: [impact?.low ?? 1, impact?.high ?? 1],
      difference: differences.find((line) => line.group === group)?.difference.value ?? 0,
    };
  });
  return { column: name, reference: reference.group, cut, groups: outcomes };
}

/** Numbers with more values than this are compared by quarters. */
const MOST_VALUES = 8;

function groupsOf(source: Column, rows: number): StringColumn {
  const values = Array.from({ length: rows }, (_, row) => valueAt(source, row));
  const isWide = source.kind !== 'string' && new Set(values).size > MOST_VALUES;
  if (!isWide) return stringColumn(values.map((value) => (value === null ? null : String(value))));
  const limits = [...new Set(quantiles(source, [0.25, 0.5, 0.75]))];
  const nameOf = (value: number): string => {
    const k = limits.filter((limit) => limit < value).length;
    if (k === 0) return `up to ${limits[0]}`;
    return k === limits.length ? `above ${limits[k - 1]}` : `${limits[k - 1]} to ${limits[k]}`;
  };
  return stringColumn(values.map((value, row) => (value === null ? null : nameOf(source.values[row] as number))));
}
