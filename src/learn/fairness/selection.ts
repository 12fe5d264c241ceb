import { exp } from '#base';
import type { Interval } from '../metric/delong.ts';
import { comparedGroups, type Comparison } from './groups.ts';

/** A group's favourable outcomes against those of the reference group. */
export interface GroupSelection {
  readonly group: string;
  readonly rows: number;
  /** Share of favourable outcomes in this group and in the reference. */
  readonly rate: number;
  readonly referenceRate: number;
  /** Adverse impact ratio: rate / reference rate. Under 0.8 fails the four-fifths rule (29 CFR 1607.4 D). */
  readonly adverseImpactRatio: Interval;
  /** Odds of the favourable outcome over the reference's odds; below 1 is against the group. */
  readonly oddsRatio: Interval;
  /** Two-sided p-value of no difference in rates (normal approximation). */
  readonly pValue: number;
}

/** Standard normal quantile of 0.975. */
const Z95 = 1.959_963_984_540_054;

/**
 * Adverse impact ratio and odds ratio of each group, with 95 % intervals (on the log scale: Katz et al., Biometrics
 * 1978; Woolf 1955, with half a row added to every cell when one is empty). `favourable` is 1 where the row was
 * approved.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_GROUP`.
 * @example
 * const [women] = selectionByGroup(approved, { groups: columnOf(frame, 'sex', 'string'), reference: 'male' });
 */
export function selectionByGroup(favourable: ArrayLike<number>, comparison: Comparison): GroupSelection[] {
  const { base, others } = comparedGroups(comparison, favourable.length);
  const reference = cellsOf(favourable, comparison, base);
  return others.map((code) => {
    const cells = cellsOf(favourable, comparison, code);
    const [rate, referenceRate] = [cells.yes / (cells.yes + cells.no), reference.yes / (reference.yes + reference.no)];
    return {
      group: comparison.groups.dictionary[code] ?? '',
      rows: cells.rows,
      rate,
      referenceRate,
      adverseImpactRatio: riskRatio(cells, reference),
      oddsRatio: oddsRatio(cells, reference),
      pValue: pValueOf(cells, reference),
    };
  });
}

interface Cells {
  readonly rows: number;
  readonly yes: number;
  readonly no: number;
}

function cellsOf(favourable: ArrayLike<number>, { groups, weights }: Comparison, code: number): Cells {
  let [rows, yes, no] = [0, 0, 0];
  for (let row = 0; row < favourable.length; row++) {
    if (groups.values[row] !== code) continue;
    const weight = weights === undefined ? 1 : (weights[row] as number);
    rows++;
    if (favourable[row] === 1) yes += weight;
    else no += weight;
  }
  return { rows, yes, no };
}

/** Half a row in every cell when a cell is empty, so that ratios stay finite. */
function filled(a: Cells, b: Cells): readonly [Cells, Cells] {
  if (a.yes > 0 && a.no > 0 && b.yes > 0 && b.no > 0) return [a, b];
  const add = ({ rows, yes, no }: Cells): Cells => ({ rows, yes: yes + 0.5, no: no + 0.5 });
  return [add(a), add(b)];
}

function riskRatio(own: Cells, reference: Cells): Interval {
  const [a, b] = filled(own, reference);
  const [n, m] = [a.yes + a.no, b.yes + b.no];
  const exact = own.yes / (own.yes + own.no) / (reference.yes / (reference.yes + reference.no));
  const spread = Math.sqrt(1 / a.yes - 1 / n + 1 / b.yes - 1 / m);
  return logInterval(Number.isFinite(exact) && exact > 0 ? exact : a.yes / n / (b.yes / m), spread, exact);
}

function oddsRatio(own: Cells, reference: Cells): Interval {
  const [a, b] = filled(own, reference);
  const ratio = a.yes / a.no / (b.yes / b.no);
  return logInterval(ratio, Math.sqrt(1 / a.yes + 1 / a.no + 1 / b.yes + 1 / b.no), ratio);
}

function logInterval(centre: number, spread: number, exact: number): Interval {
  const value = Number.isFinite(exact) ? exact : centre;
  const reach = exp(Z95 * spread);
  return { value, low: Math.min(value, centre / reach), high: centre * reach, standardError: centre * spread };
}

function pValueOf(a: Cells, b: Cells): number {
  const [n, m] = [a.yes + a.no, b.yes + b.no];
  const pooled = (a.yes + b.yes) / (n + m);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return spread === 0 ? 1 : twoSided(Math.abs(a.yes / n - b.yes / m) / spread);
}

/** 2 (1 - Phi(z)) by Abramowitz and Stegun 7.1.26, error below 1.5e-7. */
function twoSided(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.327_591_1 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.min(1, series * exp(-x * x));
}
