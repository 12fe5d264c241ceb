import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { closeFactors, withoutSql } from '../conformance/close-factors.ts';
import { compareColumns } from '../conformance/compare-columns.ts';
import { randomDefinitions } from '../conformance/random-definitions.ts';
import { randomHistory } from '../conformance/random-history.ts';
import { withDuckDbSession } from './duckdb-session.ts';
import { sqlEngine } from './sql-engine.ts';

describe('generated SQL', () => {
  it('run by DuckDB equals the columnar engine, bit for bit but for exp, log and trigonometry', async () => {
    for (let seed = 1; seed <= 1; seed++) {
      const rng = createRng(seed);
      const [told, labels] = randomHistory(rng.fork('history'), { events: 300, labels: 40, keys: 6 });
      const all = randomDefinitions(rng.fork('definitions'), 90);
      const bound = bind(all, told);
      const without = withoutSql(bound.factors);
      const factors = bound.factors.filter(({ name }) => !without.has(name));
      const { events } = bound;
      const fast = await columnarEngine(factors, events, { labels });
      const sql = await withDuckDbSession((session) => sqlEngine(session, factors, { events, labels }));
      const agreement = compareColumns(factors, [fast.columns, sql], closeFactors(factors));
      expect({ seed, different: agreement.different, example: agreement.example }).toEqual({
        seed,
        different: 0,
        example: undefined,
      });
      expect(agreement.equal).toBeGreaterThan(2500);
    }
  });
});
