import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, logit, sigmoid } from '#base';
import { createFrame, float64Column } from '#table';
import { estimatorChecks } from '../check/check-estimator.ts';
import { sampleData } from '../check/sample-data.ts';
import { loadModel } from '../load.ts';
import { auc } from '../metric/auc.ts';
import { layOut } from './layout.ts';
import { Network } from './network.ts';
import { nn } from './nn.ts';

describe('estimator contract: nn', () => {
  for (const check of estimatorChecks(nn({ hidden: [8], epochs: 12, explainPairs: 1 })))
    it(check.name, () => check.run());
});

describe('Network', () => {
  it('has the derivatives of its margins by every parameter', () => {
    const shapes = fc.record({
      seed: fc.integer(),
      experts: fc.integer({ min: 1, max: 3 }),
      tower: fc.constantFrom(0, 3),
      tasks: fc.integer({ min: 1, max: 2 }),
      hidden: fc.constantFrom([], [4], [4, 3]),
    });
    fc.assert(
      fc.property(shapes, ({ seed, ...shape }) => {
        const rng = createRng(seed);
        const layout = layOut({ ...shape, numbers: 2, categories: [{ codes: 3, width: 2 }] });
        const parameters = new Float64Array(layout.size).map(() => rng.normal());
        const network = new Network(layout, parameters, 4);
        const batch = {
          rows: 3,
          numbers: new Float64Array(6).map(() => rng.normal()),
          codes: Int32Array.of(rng.below(3), rng.below(3), rng.below(3)),
        };
        const pull = new Float64Array(3 * shape.tasks).map(() => rng.normal());
        const value = (): number => {
          network.forward(batch);
          return pull.reduce((sum, by, i) => sum + by * (network.margins[i] ?? 0), 0);
        };
        value();
        network.backward(batch, pull);
        const gradient = network.gradient.slice();
        const wrong = [...parameters.keys()].filter((i) => {
          const held = parameters[i] ?? 0;
          const [up, down] = [1e-6, -1e-6].map((by) => {
            parameters[i] = held + by;
            return value();
          });
          parameters[i] = held;
          const numeric = ((up ?? 0) - (down ?? 0)) / 2e-6;
          return Math.abs(numeric - (gradient[i] ?? 0)) > 1e-5 * (1 + Math.abs(numeric));
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

/** Two outcomes of the same rows; the second is known for every fifth row only. */
function twoTasks(rows: number, seed: number) {
  const rng = createRng(seed);
  const columns = [0, 1, 2].map(() => new Float64Array(rows).map(() => rng.normal()));
  const common = new Float64Array(rows).map(
    (_, row) => 2 * Math.abs(columns[0]?.[row] ?? 0) - 2 * (columns[1]?.[row] ?? 0),
  );
  const first = common.map((value) => Number(rng.chance(sigmoid(value - 1))));
  const second = common.map((value, row) => Number(rng.chance(sigmoid(value + (columns[2]?.[row] ?? 0) - 2))));
  const partly = second.map((label, row) => (row % 5 === 0 ? label : NaN));
  const [a, b, c] = columns.map((values) => float64Column(values));
  const frame = createFrame({
    a: a ?? float64Column(first),
    b: b ?? float64Column(first),
    c: c ?? float64Column(first),
  });
  return {
    frame,
    second,
    tasks: [
      { name: 'clicked', label: first },
      { name: 'overdue', label: partly },
    ],
  };
}

describe('nn with several tasks', () => {
  const train = twoTasks(2500, 3);
  const unseen = twoTasks(2000, 4);

  for (const experts of [1, 3]) {
    it(`learns tasks together and survives saving, ${experts} experts`, async () => {
      const target = { kind: 'tasks', tasks: train.tasks } as const;
      const model = await nn({ hidden: [12], experts, tower: 4, epochs: 30, learningRate: 0.01 }).fit(
        train.frame,
        target,
      );
      expect([model.target, model.outputs]).toEqual(['tasks', 2]);
      const predicted = model.predict(unseen.frame);
      const rows = unseen.frame.rows;
      expect(auc(unseen.tasks[0]?.label ?? predicted, predicted.subarray(0, rows))).toBeGreaterThan(0.8);
      expect(auc(unseen.second, predicted.subarray(rows))).toBeGreaterThan(0.8);
      const again = loadModel(JSON.parse(JSON.stringify(model.save())));
      expect(again.predict(unseen.frame)).toEqual(predicted);
      const [row, out] = [Float64Array.of(0.3, -1, NaN), new Float64Array(2)];
      model.scoreAll(row, out);
      const parts = new Float64Array(3);
      const base = model.explainRow(row, parts, 1);
      expect(base + parts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(logit(out[1] ?? 0), 9);
    });
  }

  it('refuses tasks without rows of both outcomes, and targets it does not know', async () => {
    const { frame, label } = sampleData(60, 1);
    const fit = (task: Float64Array) =>
      nn({ epochs: 1 }).fit(frame, { kind: 'tasks', tasks: [{ name: 'a', label: task }] });
    await expect(fit(label.map(() => NaN))).rejects.toMatchObject({ code: 'LEARN_ONE_CLASS' });
    await expect(fit(label.map((y) => y * 2))).rejects.toMatchObject({ code: 'LEARN_LABEL_VALUE' });
    await expect(fit(label.slice(1))).rejects.toMatchObject({ code: 'LEARN_SHAPE' });
    await expect(nn().fit(frame, { kind: 'real', value: label })).rejects.toMatchObject({
      code: 'LEARN_TARGET_UNSUPPORTED',
    });
  });

  it('keeps the best epoch by validation rows', async () => {
    const valid = { frame: unseen.frame, target: { kind: 'tasks', tasks: unseen.tasks } as const };
    const losses: number[] = [];
    const model = await nn({ hidden: [8], epochs: 15, patience: 2, learningRate: 0.05 }).fit(
      train.frame,
      { kind: 'tasks', tasks: train.tasks },
      { valid, progress: ({ validLoss }) => losses.push(validLoss ?? NaN) },
    );
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(model.save().body).toMatchObject({ epochs: best });
  });
});
