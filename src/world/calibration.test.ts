import { describe, expect, it } from 'vitest';
import { manualClock } from '#base';
import { attainableOf, liveClosedLoop, worldStats, type TruthRow } from './index.ts';
import type { BookedLoan } from './loan-book.ts';

/* Seeds on which nothing was tuned. */
const rules = worldStats({
  people: 9000,
  months: 12,
  seed: 60_601,
  pack: 'default',
  policy: 'rules',
  clock: manualClock(0),
});

const truth: TruthRow[] = [];
const loans: BookedLoan[] = [];
for (const lived of liveClosedLoop({ people: 4000, months: 12, seed: 60_602, pack: 'default', policy: 'accept-all' })) {
  truth.push(...lived.truth);
  loans.push(...lived.loans);
}
const attained = attainableOf(truth);

function between(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the default pack under a plain rule policy', () => {
  it('has the published figures of Chinese consumer lending', () => {
    between(rules.approvalRate, 0.15, 0.35);
    between(rules.d1EntryRate, 0.06, 0.08);
    between(rules.ever90Rate, 0.01, 0.0225);
    between(rules.fraudShare, 0.02, 0.05);
    between(rules.applicationsPerPersonYear, 1, 1.5);
  });
});

describe('the default pack when everybody gets a loan', () => {
  it('loses several times as much', () => {
    between(mean(truth.map((row) => row.defaultsIfGranted)), 0.12, 0.25);
  });

  it('lets the best model reach what good lenders publish', () => {
    between(attained.credit.ks, 0.45, 0.6);
    between(attained.fraud.ks, 0.7, 0.85);
  });

  it('has honest look-alikes of each planted form, and more of them than fraudsters', () => {
    for (const form of ['device-farm', 'loan-village', 'cultivated-number']) {
      const alike = truth.filter((row) => row.lookAlikeForm === form);
      const fraud = truth.filter((row) => row.fraudForm === form);
      expect(fraud.length).toBeGreaterThan(20);
      expect(alike.length).toBeGreaterThan(fraud.length);
      expect(mean(alike.map((row) => row.defaultsIfGranted))).toBeLessThan(0.4);
      expect(mean(fraud.map((row) => row.defaultsIfGranted))).toBeGreaterThan(0.8);
    }
  });
});

describe('the true probabilities', () => {
  it('are calibrated: defaults come as often as they say, in every fifth', () => {
    const sorted = truth.toSorted((a, b) => a.trueDefaultProbability - b.trueDefaultProbability);
    const size = Math.ceil(sorted.length / 5);
    for (let part = 0; part < 5; part++) {
      const rows = sorted.slice(part * size, (part + 1) * size);
      const expected = mean(rows.map((row) => row.trueDefaultProbability));
      const deviation = Math.sqrt((expected * (1 - expected)) / rows.length);
      between(mean(rows.map((row) => row.defaultsIfGranted)), expected - 4 * deviation, expected + 4 * deviation);
    }
  });

  it('expect as much fraud as there is', () => {
    const expected = mean(truth.map((row) => row.trueFraudProbability));
    const found = mean(truth.map((row) => (row.fraudForm === '' ? 0 : 1)));
    between(expected / found, 0.8, 1.2);
  });

  it('agree with the book: a granted loan goes the way its counterfactual says', () => {
    const outcome = new Map(truth.map((row) => [row.applicationId, row.defaultsIfGranted]));
    const last = Math.max(...truth.map((row) => row.day));
    const matured = loans.filter((loan) => (loan.schedule[2]?.dueDay ?? Infinity) + 30 <= last);
    expect(matured.length).toBeGreaterThan(1000);
    for (const loan of matured) expect(loan.bad ? 1 : 0).toBe(outcome.get(loan.applicationId));
  });
});

describe('the packs', () => {
  it('run from mild to hostile', () => {
    const [mild, hostile] = ['mild', 'hostile'].map((pack) =>
      worldStats({ people: 2000, months: 9, seed: 60_603, pack, policy: 'accept-all', clock: manualClock(0) }),
    );
    expect(hostile?.fraudShare).toBeGreaterThan(2 * (mild?.fraudShare ?? 1));
    expect(hostile?.defaultRateIfGranted).toBeGreaterThan(1.3 * (mild?.defaultRateIfGranted ?? 1));
    expect(hostile?.packHash).not.toBe(mild?.packHash);
  });
});
