import { join } from 'node:path';
import { systemClock } from '#base';
import { fitBgBb, fitBgNbd, fitGammaGamma, fitModifiedBgNbd, fitParetoNbd, readRecords } from '#identity';
import { column, valueAt } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';

/** Parameters that are published for these data (Fader, Hardie and others; R package BTYD; lifetimes). */
const PUBLISHED = {
  'BG/NBD': { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  'Pareto/NBD': { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  'modified BG/NBD': { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
  'Gamma-Gamma': { p: 6.25, q: 3.74, v: 15.44 },
  'BG/BB': { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 },
} as const;

/** Models of customer value against their published fits. */
export const customerValueProof: ProofPart = {
  name: 'customer-value',
  run: async ({ data, note }) => {
    if (data === undefined) {
      const value = 'the reference data folder is absent (set TALLY_DATA)';
      return [{ metric: 'customer value', value, target: '-', pass: undefined }];
    }
    note('fitting customer value');
    const cdnow = await read(join(data, 'clv/cdnow_customers_summary.csv'), ['frequency', 'recency', 'T']);
    const spend = await read(join(data, 'clv/cdnow_customers_summary_with_transactions.csv'), ['x', 'zbar']);
    const gifts = await read(join(data, 'clv/donations.csv'), ['frequency', 'recency', 'periods', 'weights']);
    const summary = { frequency: cdnow[0] ?? none, recency: cdnow[1] ?? none, age: cdnow[2] ?? none };
    const donors = { frequency: gifts[0] ?? none, recency: gifts[1] ?? none, age: gifts[2] ?? none, weight: gifts[3] };
    return [
      fitRow('BG/NBD', 'CDNOW', () => fitBgNbd(summary).parameters),
      fitRow('Pareto/NBD', 'CDNOW', () => fitParetoNbd(summary).parameters),
      fitRow('modified BG/NBD', 'CDNOW', () => fitModifiedBgNbd(summary).parameters),
      fitRow('Gamma-Gamma', 'CDNOW', () => ({ ...fitGammaGamma(spend[0] ?? none, spend[1] ?? none).parameters })),
      fitRow('BG/BB', 'donations', () => ({ ...fitBgBb(donors).parameters })),
    ];
  },
};

const none = new Float64Array();

async function read(path: string, names: readonly string[]): Promise<Float64Array[]> {
  const frame = await readRecords(path);
  return names.map((name) => {
    const found = column(frame, name);
    return Float64Array.from({ length: frame.rows }, (_, row) => Number(valueAt(found, row)));
  });
}

function fitRow(name: keyof typeof PUBLISHED, data: string, fit: () => Readonly<Record<string, number>>): ProofRow {
  const start = systemClock.now();
  const found = fit();
  const seconds = (systemClock.now() - start) / 1000;
  const published = Object.entries(PUBLISHED[name]);
  const worst = Math.max(...published.map(([key, value]) => Math.abs((found[key] ?? NaN) / value - 1)));
  const parameters = Object.entries(found).map(([key, value]) => `${key} ${value.toFixed(4)}`);
  return {
    metric: `${name} on ${data}: largest relative difference from the published parameters`,
    value: `${(100 * worst).toFixed(2)} % (${parameters.join(', ')}; ${seconds.toFixed(1)} s)`,
    target: '<= 1 %',
    pass: worst <= 0.01,
  };
}
