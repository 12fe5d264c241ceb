import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { bind } from './bind.ts';
import { columnarEngine } from './columnar/columnar-engine.ts';
import { compareColumns } from './conformance/compare-columns.ts';
import { randomDefinitions } from './conformance/random-definitions.ts';
import { randomHistory } from './conformance/random-history.ts';
import { referenceEngine } from './reference.ts';

describe('the columnar engine', () => {
  it('equals the literal reading bit for bit on unkind random histories', async () => {
    for (let seed = 1; seed <= 3; seed++) {
      const rng = createRng(seed);
      const [told, labels] = randomHistory(rng.fork('history'), { events: 400, labels: 60, keys: 6 });
      const { factors, events } = bind(randomDefinitions(rng.fork('definitions'), 120), told);
      const fast = await columnarEngine(factors, events, { labels });
      const slow = referenceEngine(factors, events, labels);
      const agreement = compareColumns(factors, [fast.columns, slow], () => false);
      expect({ seed, different: agreement.different, example: agreement.example }).toEqual({
        seed,
        different: 0,
        example: undefined,
      });
      expect(agreement.cells).toBe(125 * 60);
    }
  });
});
