import { expect, it } from 'vitest';
import { logit } from '#base';
import { take } from '#table';
import { sampleData } from './check/sample-data.ts';
import { explainAgainst } from './explain-against.ts';
import { logit as logistic } from './linear/logit.ts';
import { gbdt } from './tree/gbdt.ts';

it('contributions against background rows sum to the margin less their mean margin', async () => {
  const { frame, label } = sampleData(600, 3);
  const model = await gbdt({ trees: 30, maxDepth: 4 }).fit(frame, { kind: 'binary', label }, { seed: 3 });
  const rows = take(frame, Int32Array.of(1, 5, 9));
  const background = take(
    frame,
    Int32Array.from({ length: 40 }, (_, i) => 20 + i),
  );
  const { base, features, values } = explainAgainst(model, rows, { background });
  const means = model.predict(background).map(logit);
  expect(base).toBeCloseTo(means.reduce((sum, margin) => sum + margin, 0) / 40, 9);
  const margins = model.predict(rows).map(logit);
  margins.forEach((margin, r) => {
    const sum = features.reduce((total, _, f) => total + (values[f * 3 + r] ?? NaN), base);
    expect(sum).toBeCloseTo(margin, 9);
  });
});

it('a row against itself explains nothing, and only forests are explained so', async () => {
  const { frame, label } = sampleData(300, 4);
  const model = await gbdt({ trees: 10 }).fit(frame, { kind: 'binary', label }, { seed: 4 });
  const one = take(frame, Int32Array.of(7));
  expect([...explainAgainst(model, one, { background: one }).values].every((value) => value === 0)).toBe(true);
  const linear = await logistic().fit(frame, { kind: 'binary', label });
  expect(() => explainAgainst(linear, one, { background: one })).toThrow('no trees');
});
