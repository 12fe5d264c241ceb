import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { openScratchDatabase, type ScratchDatabase } from '#store';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { closeFactors, withoutSql } from '../conformance/close-factors.ts';
import { compareColumns } from '../conformance/compare-columns.ts';
import { randomDefinitions } from '../conformance/random-definitions.ts';
import { randomHistory } from '../conformance/random-history.ts';
import { postgresSession } from './postgres-session.ts';
import { sqlEngine } from './sql-engine.ts';

describe('generated SQL in Postgres', () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await openScratchDatabase({ migrations: [] });
  }, 30_000);
  afterAll(() => scratch.remove());

  it('equals the columnar engine, bit for bit but for exp, log and trigonometry', async () => {
    const rng = createRng(5);
    const [told, labels] = randomHistory(rng.fork('history'), { events: 250, labels: 25, keys: 5 });
    const bound = bind(randomDefinitions(rng.fork('definitions'), 70), told);
    const without = withoutSql(bound.factors);
    const factors = bound.factors.filter(({ name }) => !without.has(name));
    const { events } = bound;
    const fast = await columnarEngine(factors, events, { labels });
    const session = postgresSession({
      rows: async (sql, parameters = []) => (await scratch.db.query<object>(sql, parameters)).map(Object.values),
    });
    const sql = await sqlEngine(session, factors, { events, labels });
    const agreement = compareColumns(factors, [fast.columns, sql], closeFactors(factors));
    expect({ different: agreement.different, example: agreement.example }).toEqual({
      different: 0,
      example: undefined,
    });
    expect(agreement.equal).toBeGreaterThan(1000);
  });
});
