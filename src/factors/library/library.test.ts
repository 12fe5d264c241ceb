import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { bind } from './bind.ts';
import { columnarEngine } from './columnar/columnar-engine.ts';
import { prepareWalks } from './columnar/prepare.ts';
import { runWalk } from './columnar/run-walk.ts';
import { runInThreads } from './columnar/threads.ts';
import { sharedFloat64 } from './columnar/walk-rows.ts';
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
      expect(agreement.cells).toBe(126 * 60);
    }
  });

  it('has the same bits on one thread and on two', async () => {
    const rng = createRng(31);
    const [told, labels] = randomHistory(rng.fork('history'), { events: 300, labels: 50, keys: 8 });
    const { factors, events } = bind(randomDefinitions(rng.fork('definitions'), 60), told);
    const room = () => factors.map(() => sharedFloat64(labels.rows).fill(NaN));
    const [one, two] = [room(), room()];
    for (const walk of prepareWalks(factors, events, labels)) {
      const range = { from: 0, to: walk.labels.length };
      runWalk(walk, { range, dictionaries: events.columns, columns: one });
    }
    const [walk] = prepareWalks(factors, events, labels);
    if (walk !== undefined) await runInThreads(walk, { threads: 2, dictionaries: events.columns, columns: two });
    const asked = new Set(
      walk?.plan.lanes.flatMap(({ windows }) => windows.flatMap(({ cells }) => cells.map((c) => c.factor))),
    );
    expect(asked.size).toBeGreaterThan(5);
    for (const factor of asked) expect([...(two[factor] ?? [])]).toEqual([...(one[factor] ?? [])]);
  });
});
