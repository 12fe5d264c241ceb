import type { OccasionModel } from '#identity';
import { createFrame, float64Column, stringColumn, type Frame } from '#table';
import type { ClvModels } from './clv.ts';
import type { CustomerPurchases } from './read-purchases.ts';

/** What each customer is expected to buy and spend within the horizon, by BG/NBD and Gamma-Gamma. */
export interface CustomerValues {
  readonly alive: Float64Array;
  readonly purchases: Float64Array;
  readonly spend?: Float64Array;
  readonly value?: Float64Array;
}

export function customerValues({ summary }: CustomerPurchases, { models, spend, horizon }: ClvModels): CustomerValues {
  const { frequency, recency, age, monetary } = summary;
  const of = (row: number) => ({
    frequency: frequency[row] as number,
    recency: recency[row] as number,
    age: age[row] as number,
  });
  const alive = frequency.map((_, row) => models.bgNbd.probabilityAlive(of(row)));
  const purchases = frequency.map((_, row) => models.bgNbd.expectedPurchases(horizon, of(row)));
  if (spend === undefined) return { alive, purchases };
  const mean = frequency.map((x, row) => spend.expectedSpend(x, monetary?.[row] ?? 0));
  return { alive, purchases, spend: mean, value: purchases.map((count, row) => count * (mean[row] as number)) };
}

/** What each customer is expected to do at the next occasions, one row of the summary a row. */
export function occasionFrame({ summary, ids }: CustomerPurchases, model: OccasionModel, horizon: number): Frame {
  const { frequency, recency, age } = summary;
  const of = (row: number) => ({
    frequency: frequency[row] as number,
    recency: recency[row] as number,
    age: age[row] as number,
  });
  return createFrame([
    ['id', stringColumn(ids)],
    ['frequency', float64Column(frequency)],
    ['recency', float64Column(recency)],
    ['age', float64Column(age)],
    ['probability_alive', float64Column(frequency.map((_, row) => model.probabilityAlive(of(row), 1)))],
    ['expected_purchases', float64Column(frequency.map((_, row) => model.expectedPurchases(horizon, of(row))))],
  ]);
}

/** The values as a table, one customer a row. */
export function valuesFrame(customers: CustomerPurchases, fitted: ClvModels): Frame {
  const { summary, ids } = customers;
  const values = customerValues(customers, fitted);
  const columns = [
    ['id', stringColumn(ids)],
    ['frequency', float64Column(summary.frequency)],
    ['recency', float64Column(summary.recency)],
    ['age', float64Column(summary.age)],
    ['probability_alive', float64Column(values.alive)],
    ['expected_purchases', float64Column(values.purchases)],
  ] as const;
  if (values.spend === undefined || values.value === undefined) return createFrame(columns);
  return createFrame([
    ...columns,
    ['expected_spend', float64Column(values.spend)],
    ['value', float64Column(values.value)],
  ]);
}
