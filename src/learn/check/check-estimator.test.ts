import { describe, expect, it } from 'vitest';
import { gbdt } from '../tree/gbdt.ts';
import { logit } from '../linear/logit.ts';
import { checkEstimator, estimatorChecks } from './check-estimator.ts';

const candidates = [
  { name: 'gbdt', estimator: gbdt({ trees: 60, learningRate: 0.1 }), isWeightExact: false },
  {
    name: 'gbdt by leaf',
    estimator: gbdt({ trees: 40, growth: 'leaf', maxLeaves: 12, maxDepth: 20 }),
    isWeightExact: false,
  },
  { name: 'logit', estimator: logit(), isWeightExact: true },
  { name: 'logit with l1', estimator: logit({ l1: 1, l2: 0.1 }), isWeightExact: true },
];

for (const { name, estimator, isWeightExact } of candidates) {
  describe(`estimator contract: ${name}`, () => {
    for (const check of estimatorChecks(estimator, { isWeightExact })) it(check.name, () => check.run());
  });
}

describe('checkEstimator', () => {
  it('reports an estimator that forgets its seed', async () => {
    let fits = 0;
    const base = logit();
    const fickle = {
      kind: 'fickle',
      fit: (...[frame, target, options]: Parameters<typeof base.fit>) =>
        logit({ l2: ++fits }).fit(frame, target, options),
    };
    await expect(checkEstimator(fickle)).rejects.toMatchObject({ code: 'LEARN_CONTRACT' });
  });
});
