import { createRng, sigmoid, type Rng } from '#base';
import { auc, averagePrecision, brier, calibrator, hMeasure, logLoss, ndcg } from '#learn';
import type { ProofPart, ProofRow } from '../row.ts';
import { askPython } from './python-peer.ts';

interface MetricRows {
  readonly labels: Float64Array;
  readonly scores: Float64Array;
  readonly weights: Float64Array;
  readonly grades: Float64Array;
  /** Scores without ties, for ranking. */
  readonly distinct: Float64Array;
  readonly grid: Float64Array;
  /** Enough rows for a parametric calibration to be compared. */
  readonly isLarge: boolean;
}

type Answer = Readonly<Record<string, readonly number[]>>;

/** Exact values, but beta calibration, which both sides find by iteration. */
const TARGETS: Readonly<Record<string, number>> = { beta: 1e-6 };

/** Metrics and calibrations of binary scores against Python packages in the same run. */
export const creditMetrics: ProofPart = {
  name: 'credit-metrics',
  run: async ({ seed, note }) => {
    note('credit metrics against scikit-learn, hmeasure and betacal');
    const rng = createRng(seed).fork('credit-metrics');
    const cases = Array.from({ length: 60 }, (_, i) => rowsOf(i < 5 ? 5000 : 30 + i, rng.fork('case', i)));
    const plain = cases.map((one) =>
      Object.fromEntries(Object.entries(one).map(([name, v]) => [name, typeof v === 'boolean' ? v : [...v]])),
    );
    const answers = askPython('survival', 'metric_peer.py', plain) as Answer[] | undefined;
    const names = Object.keys(ownAnswer(cases[0] as MetricRows));
    return names.map((name) => gapRow(name, cases, answers));
  },
};

function rowsOf(rows: number, rng: Rng): MetricRows {
  const isLarge = rows >= 5000;
  const margin = Float64Array.from({ length: rows }, () => 1.3 * rng.normal() - 0.8);
  const labels = margin.map((value) => (rng.chance(sigmoid(0.7 * value + 0.3)) ? 1 : 0));
  [labels[0], labels[1]] = [0, 1];
  const steps = isLarge ? 1000 : 20;
  const scores = margin.map((value) => Math.min(Math.max(Math.round(sigmoid(value) * steps), 1), steps - 1) / steps);
  return {
    labels,
    scores,
    weights: margin.map(() => 0.5 + rng.uniform()),
    grades: margin.map(() => rng.below(5)),
    distinct: margin,
    grid: Float64Array.from({ length: 21 }, (_, k) => Math.min(Math.max(k / 20, 0.01), 0.99)),
    isLarge,
  };
}

function ownAnswer({ labels, scores, weights, grades, distinct, grid, isLarge }: MetricRows): Answer {
  const events = labels.reduce((sum, label) => sum + label, 0);
  return {
    auc: [auc(labels, scores, weights)],
    averagePrecision: [averagePrecision(labels, scores, weights)],
    brier: [brier(labels, scores, weights)],
    logLoss: [logLoss(labels, scores, weights)],
    ndcg: [1, 3, 10].map((k) => ndcg(grades, distinct, { k })),
    hMeasure: [(labels.length - events) / events, 1].map((odds) => hMeasure(labels, scores, { beta: 1 + odds })),
    isotonic: [...calibrator('isotonic').fit(scores, labels, weights).apply(grid)],
    beta: isLarge ? [...calibrator('beta').fit(scores, labels).apply(grid)] : [],
  };
}

function gapRow(name: string, cases: readonly MetricRows[], answers: readonly Answer[] | undefined): ProofRow {
  const limit = TARGETS[name] ?? 1e-9;
  const metric = `${name}: greatest difference from its Python peer, random cases with ties and weights`;
  const target = `<= ${limit}`;
  if (answers === undefined) {
    return { metric, value: 'the peer is absent (tools/peers.sh installs it)', target, pass: undefined };
  }
  const gaps = cases.flatMap((one, i) =>
    (ownAnswer(one)[name] ?? []).map((value, k) => Math.abs(value - (answers[i]?.[name]?.[k] ?? NaN))),
  );
  const worst = Math.max(...gaps);
  return { metric, value: `${worst.toExponential(1)} over ${gaps.length} values`, target, pass: worst <= limit };
}
