import { describe, expect, it } from 'vitest';
import { knownCases } from './spark-cases.ts';
import { sparkOutcomes } from './spark-equal.ts';
import { isSparkHere } from './spark-peer.ts';

const here = isSparkHere();

describe(here ? 'the texts for Spark' : 'the texts for Spark (Spark is not installed: tools/peers.sh spark)', () => {
  it.runIf(here)('write on Spark what the engine says', { timeout: 300_000 }, async () => {
    const few = knownCases([1]).filter(({ name }) => /texts|cdlp$|pagerank directed|neighbours/.test(name));
    const { outcomes } = await sparkOutcomes(few);
    expect(outcomes.filter(({ difference }) => difference !== undefined)).toEqual([]);
    expect(outcomes.length).toBeGreaterThanOrEqual(4);
  });

  it('are asked about graphs with loops, repeats and nodes without an edge', () => {
    const cases = knownCases([1]);
    expect(cases.map(({ name }) => name)).toContain('wcc of texts');
    expect(new Set(cases.map(({ algorithm }) => algorithm)).size).toBe(4);
  });
});
