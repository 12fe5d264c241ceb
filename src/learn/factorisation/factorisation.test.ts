import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, logit, sigmoid } from '#base';
import { createFrame, stringColumn } from '#table';
import { estimatorChecks } from '../check/check-estimator.ts';
import { auc } from '../metric/auc.ts';
import { emptyTable, factorMargin, vectorAt, vectorGradient } from './factor-table.ts';
import { ffm, fm, ftrl } from './fit-factors.ts';
import { gbdtFm } from './gbdt-fm.ts';

const candidates = [
  { name: 'fm', estimator: fm({ epochs: 8 }) },
  { name: 'fm without bins', estimator: fm({ epochs: 8, bins: 0 }) },
  { name: 'ffm', estimator: ffm({ epochs: 8 }) },
  { name: 'ftrl', estimator: ftrl({ epochs: 8 }) },
  { name: 'gbdt-fm', estimator: gbdtFm({ epochs: 8, trees: 10, bins: 0, explainPairs: 1 }) },
];

for (const { name, estimator } of candidates) {
  describe(`estimator contract: ${name}`, () => {
    for (const check of estimatorChecks(estimator)) it(check.name, () => check.run());
  });
}

describe('vectorGradient', () => {
  for (const spread of [1, 4]) {
    it(`is the derivative of the margin, ${spread === 1 ? 'FM' : 'FFM'}`, () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const rng = createRng(seed);
          const [fields, factors] = [4, 3];
          const table = emptyTable({ fields, slots: 12, factors, spread });
          for (const part of [table.linear, table.vectors]) part.forEach((_, i) => (part[i] = rng.normal()));
          const slots = Int32Array.from({ length: fields }, (_, f) => 3 * f + rng.below(3));
          const coded = { rows: 1, slots, values: Float64Array.from({ length: fields }, () => rng.normal()) };
          const gradient = new Float64Array(fields * spread * factors);
          vectorGradient(table, { coded, row: 0 }, gradient);
          for (let f = 0; f < fields; f++) {
            for (let g = 0; g < spread; g++) {
              for (let k = 0; k < factors; k++) {
                const at = vectorAt(table, slots[f] ?? 0, g) + k;
                const held = table.vectors[at] ?? 0;
                const [up, down] = [1e-5, -1e-5].map((by) => {
                  table.vectors[at] = held + by;
                  return factorMargin(table, coded, 0);
                });
                table.vectors[at] = held;
                const numeric = ((up ?? 0) - (down ?? 0)) / 2e-5;
                expect(gradient[(f * spread + g) * factors + k]).toBeCloseTo(numeric, 6);
              }
            }
          }
        }),
        { numRuns: 20 },
      );
    });
  }
});

/** Clicks that depend on the pair of person and advertisement alone: no weight of a single value helps. */
function clicks(rows: number, seed: number) {
  const rng = createRng(seed);
  const taste = createRng(3);
  const likes = Array.from({ length: 64 }, () => (taste.chance(0.5) ? 2 : -2));
  const [people, ads] = [0, 1].map(() => Int32Array.from({ length: rows }, () => rng.below(8)));
  const margin = Float64Array.from(
    { length: rows },
    (_, row) => likes[8 * (people?.[row] ?? 0) + (ads?.[row] ?? 0)] ?? 0,
  );
  const texts = (codes: Int32Array | undefined) => stringColumn(Array.from(codes ?? [], (code) => `v${code}`));
  const frame = createFrame({ person: texts(people), ad: texts(ads) });
  return { frame, margin, label: margin.map((value) => Number(rng.chance(sigmoid(value)))) };
}

describe('interactions', () => {
  for (const estimator of [fm(), ffm({ factors: 8 })]) {
    it(`${estimator.kind} learns pairs that no single value tells`, async () => {
      const train = clicks(6000, 1);
      const model = await estimator.fit(train.frame, { kind: 'binary', label: train.label }, { seed: 2 });
      const unseen = clicks(2000, 4);
      const best = auc(unseen.label, unseen.margin);
      expect(auc(unseen.label, model.predict(unseen.frame))).toBeGreaterThan(best - 0.02);
    });
  }

  it('explains by exact Shapley values against the product of the marginals', async () => {
    const train = clicks(2000, 1);
    const model = await ffm().fit(train.frame, { kind: 'binary', label: train.label });
    // With independent columns, v(S) is the mean of the margin over all values of the other columns.
    const share = [0, 1].map((f) => {
      const counts = new Float64Array(9);
      train.frame.columns[f]?.values.forEach((code) => {
        const column = train.frame.columns[f];
        const text = column?.kind === 'string' ? column.dictionary[code] : '';
        const feature = model.features[f];
        const at = feature?.kind === 'category' ? feature.categories.indexOf(text ?? '') : 0;
        counts[at] = (counts[at] ?? 0) + 1 / 2000;
      });
      return counts;
    });
    const margin = (a: number, b: number) => logit(model.score(Float64Array.of(a, b)));
    const codes = [0, 1, 2, 3, 4, 5, 6, 7];
    const over = (f: number, value: (code: number) => number) =>
      codes.reduce((sum, code) => sum + (share[f]?.[code] ?? 0) * value(code), 0);
    const none = over(0, (a) => over(1, (b) => margin(a, b)));
    const [onlyA, onlyB] = [over(1, (b) => margin(2, b)), over(0, (a) => margin(a, 5))];
    const out = new Float64Array(2);
    expect(model.explainRow(Float64Array.of(2, 5), out)).toBeCloseTo(none, 9);
    expect(out[0]).toBeCloseTo((onlyA - none + margin(2, 5) - onlyB) / 2, 9);
    expect(out[1]).toBeCloseTo((onlyB - none + margin(2, 5) - onlyA) / 2, 9);
  });
});
