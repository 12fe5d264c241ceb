import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { column, valueAt } from '#table';
import { readRecords } from '../linkage/read-records.ts';
import { fitBgBb } from './models/bg-bb.ts';
import { bgNbdChanceOf, fitBgNbd, type BgNbdParameters } from './models/bg-nbd.ts';
import { fitGammaGamma, gammaGamma, type GammaGammaParameters } from './models/gamma-gamma.ts';
import { fitModifiedBgNbd } from './models/modified-bg-nbd.ts';
import { fitParetoNbd } from './models/pareto-nbd.ts';
import type { PurchaseModel } from './models/purchase-model.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

// Reference data stay outside the repository: without them these tests say so by being skipped.
const folder = join(process.env['TALLY_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'), 'clv');
const isThere = existsSync(folder);

interface Parameters {
  readonly params: Readonly<Record<string, number>>;
  readonly tol: number;
}

interface Ahead {
  readonly t: number;
  readonly x: number;
  readonly t_x: number;
  readonly T: number;
  readonly expected: number;
  readonly tol: number;
}

interface Curve {
  readonly t: readonly number[];
  readonly expected: readonly number[];
  readonly tol: number;
}

interface Expected {
  readonly bg_nbd: Parameters & {
    readonly log_likelihood_recomputed: number;
    readonly conditional_expected_purchases: readonly Ahead[];
    readonly expected_purchases_up_to: Curve;
    readonly probability_of_n_purchases_with_fixed_params: readonly Record<'t' | 'n' | 'expected' | 'tol', number>[];
    readonly pmf_t30_n11_to_20: Omit<Curve, 't'>;
  };
  readonly modified_bg_nbd: Parameters & { readonly conditional_expected_purchases: readonly Ahead[] };
  readonly pareto_nbd: Parameters & {
    readonly conditional_expected_purchases: readonly Ahead[];
    readonly expected_purchases_up_to: Curve;
    readonly no_overflow_or_jump: { readonly inputs: readonly (readonly [number, number, number, number])[] };
  };
  readonly gamma_gamma: Parameters & {
    readonly conditional_expected_average_profit_first_10_rows: Omit<Curve, 't'> & {
      readonly params: GammaGammaParameters;
    };
  };
  readonly bg_bb: Parameters & {
    readonly probability_alive_one_period_ahead: readonly Record<'frequency' | 'recency' | 'expected', number>[];
    readonly probability_alive_tol: number;
    readonly expected_purchases_next_5_periods_weighted_total: { readonly expected: number; readonly tol: number };
    readonly expected_customers_with_n_of_6: Readonly<Record<'0' | '6' | 'tol', number>>;
  };
}

const expected = (): Expected => JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;

async function numbers(file: string, names: readonly string[]): Promise<Float64Array[]> {
  const frame = await readRecords(join(folder, file));
  return names.map((name) =>
    Float64Array.from({ length: frame.rows }, (_, row) => Number(valueAt(column(frame, name), row))),
  );
}

async function summary(): Promise<PurchaseSummary> {
  const [frequency = none, recency = none, age = none] = await numbers('cdnow_customers_summary.csv', [
    'frequency',
    'recency',
    'T',
  ]);
  return { frequency, recency, age };
}

const none = new Float64Array();

function expectParameters(found: Readonly<Record<string, number>>, wanted: Parameters): void {
  for (const [name, value] of Object.entries(wanted.params)) {
    expect(Math.abs((found[name] as number) - value), name).toBeLessThanOrEqual(wanted.tol);
  }
}

function expectConditional(model: PurchaseModel, aheads: readonly Ahead[]): void {
  for (const { t, x, t_x, T, expected: value, tol } of aheads) {
    expect(Math.abs(model.expectedPurchases(t, { frequency: x, recency: t_x, age: T }) - value)).toBeLessThanOrEqual(
      tol,
    );
  }
}

describe('published fits', () => {
  it.runIf(isThere)('of BG/NBD', async () => {
    const wanted = expected().bg_nbd;
    const model = fitBgNbd(await summary());
    expectParameters(model.parameters, wanted);
    expectConditional(model, wanted.conditional_expected_purchases);
    expect(model.logLikelihood).toBeCloseTo(wanted.log_likelihood_recomputed, 1);
    expect(model.probabilityAlive({ frequency: 0, recency: 0, age: 9 })).toBe(1);
    const { t: times, expected: values, tol } = wanted.expected_purchases_up_to;
    for (const [at, t] of times.entries())
      expect(Math.abs(model.expectedUpTo(t) - (values[at] as number))).toBeLessThanOrEqual(tol);
    for (const { t, n, expected: value, tol: near } of wanted.probability_of_n_purchases_with_fixed_params) {
      const chance = bgNbdChanceOf(n, t, wanted.params as unknown as BgNbdParameters);
      expect(Math.abs(chance - value)).toBeLessThanOrEqual(near);
    }
    const pmf = wanted.pmf_t30_n11_to_20;
    for (const [at, value] of pmf.expected.entries()) {
      const chance = bgNbdChanceOf(11 + at, 30, model.parameters as unknown as BgNbdParameters);
      expect(Math.abs(chance - value)).toBeLessThanOrEqual(pmf.tol);
    }
  });

  it.runIf(isThere)('of modified BG/NBD', async () => {
    const wanted = expected().modified_bg_nbd;
    const model = fitModifiedBgNbd(await summary());
    expectParameters(model.parameters, wanted);
    expectConditional(model, wanted.conditional_expected_purchases);
  });

  it.runIf(isThere)('of Pareto/NBD', async () => {
    const wanted = expected().pareto_nbd;
    const model = fitParetoNbd(await summary());
    expectParameters(model.parameters, wanted);
    expectConditional(model, wanted.conditional_expected_purchases);
    const { t: times, expected: values, tol } = wanted.expected_purchases_up_to;
    for (const [at, t] of times.entries())
      expect(Math.abs(model.expectedUpTo(t) - (values[at] as number))).toBeLessThanOrEqual(tol);
    const alive = model.probabilityAlive({ frequency: 26, recency: 30.86, age: 31 });
    expect(Math.abs(alive - 0.9979)).toBeLessThanOrEqual(0.001);
    const [a = 0, b = 9] = wanted.no_overflow_or_jump.inputs.map(([t, x, t_x, T]) =>
      model.expectedPurchases(t, { frequency: x, recency: t_x, age: T }),
    );
    expect(Math.abs(a - b)).toBeLessThan(0.05);
  });

  it.runIf(isThere)('of Gamma-Gamma', async () => {
    const wanted = expected().gamma_gamma;
    const [x = none, zbar = none] = await numbers('cdnow_customers_summary_with_transactions.csv', ['x', 'zbar']);
    expectParameters({ ...fitGammaGamma(x, zbar).parameters }, wanted);
    const { params, expected: values, tol } = wanted.conditional_expected_average_profit_first_10_rows;
    const model = gammaGamma(params);
    for (const [row, value] of values.entries()) {
      expect(Math.abs(model.expectedSpend(x[row] as number, zbar[row] as number) - value)).toBeLessThanOrEqual(tol);
    }
  });

  it.runIf(isThere)('of BG/BB', async () => {
    const wanted = expected().bg_bb;
    const [frequency = none, recency = none, age = none, weight = none] = await numbers('donations.csv', [
      'frequency',
      'recency',
      'periods',
      'weights',
    ]);
    const model = fitBgBb({ frequency, recency, age, weight });
    expectParameters({ ...model.parameters }, wanted);
    for (const row of wanted.probability_alive_one_period_ahead) {
      const customer = { frequency: row.frequency, recency: row.recency, age: 6 };
      expect(Math.abs(model.probabilityAlive(customer, 1) - row.expected)).toBeLessThanOrEqual(
        wanted.probability_alive_tol,
      );
    }
    const total = frequency.reduce((sum, x, row) => {
      const customer = { frequency: x, recency: recency[row] as number, age: age[row] as number };
      return sum + (weight[row] as number) * model.expectedPurchases(5, customer);
    }, 0);
    const next = wanted.expected_purchases_next_5_periods_weighted_total;
    expect(Math.abs(total - next.expected)).toBeLessThanOrEqual(next.tol);
    const donors = weight.reduce((sum, count) => sum + count, 0);
    const buyers = wanted.expected_customers_with_n_of_6;
    for (const n of [0, 6])
      expect(Math.abs(donors * model.chanceOf(n, 6) - buyers[n === 0 ? '0' : '6'])).toBeLessThanOrEqual(buyers.tol);
  });
});
