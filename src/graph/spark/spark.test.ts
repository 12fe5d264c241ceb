import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { labelPropagation } from '../algorithms/label-propagation.ts';
import { pageRank } from '../algorithms/page-rank.ts';
import { weakComponents } from '../algorithms/components.ts';
import { nodeFeatures } from '../features/node-features.ts';
import { buildGraph } from '../store/graph.ts';
import { CHANGED, sparkPlan, type SparkPlan } from './spark-plan.ts';
import { LEAST_OF_COMPONENT, sparkScript } from './spark-script.ts';

const NODES = 40;

/** A small graph with loops, repeats, and nodes that have no edge. */
function drawn(seed: number) {
  const rng = createRng(seed);
  const pick = (): number => rng.below(NODES - 4);
  const sources = Uint32Array.from({ length: 45 }, pick);
  const targets = sources.map((v, e) => (e % 9 === 0 ? v : pick()));
  const ages = Float64Array.from({ length: NODES }, () => 20 + rng.below(50));
  return { sources, targets, ages };
}

/** Runs the SQL that Spark would run. */
async function run(
  plan: SparkPlan,
  { sources, targets, ages }: ReturnType<typeof drawn>,
): Promise<Record<string, number>[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(
      `CREATE TABLE vertices AS SELECT * FROM (VALUES ${[...ages].map((age, v) => `(${v}, ${age}.0::DOUBLE)`)}) t(id, age)`,
    );
    await connection.run(
      `CREATE TABLE edges AS SELECT * FROM (VALUES ${[...sources].map((v, e) => `(${v}, ${targets[e]})`)}) t(src, dst)`,
    );
    for (const [name, sql] of plan.views) await connection.run(`CREATE TABLE ${name} AS ${sql}`);
    await iterate(plan, connection);
    return await rowsOf(connection, `SELECT * FROM (${plan.result}) r ORDER BY id`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function iterate({ state, rounds = 100 }: SparkPlan, connection: DuckDBConnection): Promise<void> {
  if (state === undefined) return;
  await connection.run(`CREATE TABLE state AS ${state.begin}`);
  for (let round = 0; round < rounds; round++) {
    await connection.run(`CREATE OR REPLACE TABLE following AS ${state.next}`);
    const [changed] = await rowsOf(connection, CHANGED);
    await connection.run('CREATE OR REPLACE TABLE state AS SELECT * FROM following');
    if (rounds === 100 && changed?.changed === 0) return;
  }
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, number>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRowObjectsJS()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])));
}

describe('the SQL for Spark, run by DuckDB, equals the engine', () => {
  const seeds = [1, 2, 3];

  it('components, by the least id', async () => {
    for (const seed of seeds) {
      const edges = drawn(seed);
      const { graph } = buildGraph({ nodes: NODES, ...edges }, false);
      const found = await run(sparkPlan('wcc'), edges);
      expect(found.map(({ value }) => value)).toEqual([...weakComponents(graph)]);
      const labels = found.map(({ id, value }) => `(${id}, ${Number(value) * 7 + 3})`);
      const canonical = {
        algorithm: 'wcc',
        views: [['found', `SELECT * FROM (VALUES ${labels}) t(id, component)`]],
        result: LEAST_OF_COMPONENT,
      } as const;
      expect(await run(canonical, edges)).toEqual(found);
    }
  });

  it('labels, ties to the least, a neighbour in both directions twice', async () => {
    for (const seed of seeds) {
      for (const isDirected of [false, true]) {
        const edges = drawn(seed);
        const { graph } = buildGraph({ nodes: NODES, ...edges }, isDirected);
        const found = await run(sparkPlan('cdlp', { isDirected, rounds: 4 }), edges);
        expect(found.map(({ value }) => value)).toEqual([...labelPropagation(graph, 4)]);
      }
    }
  });

  it('ranks, those of nodes without arcs shared by all', async () => {
    for (const isDirected of [false, true]) {
      const edges = drawn(4);
      const { graph } = buildGraph({ nodes: NODES, ...edges }, isDirected);
      const found = await run(sparkPlan('pagerank', { isDirected, rounds: 8 }), edges);
      const ranks = pageRank(graph, { iterations: 8 });
      for (const { id, value } of found) expect(value).toBeCloseTo(ranks[id as number] as number, 12);
      expect(found).toHaveLength(NODES);
    }
  });

  it('figures of neighbours, one hop and two', async () => {
    const edges = drawn(5);
    const found = await run(sparkPlan('neighbours', { figures: ['age'] }), edges);
    const { features } = nodeFeatures(
      { nodes: NODES, ...edges },
      { isDirected: false, perDay: 1, sets: ['neighbours'], figures: [['age', edges.ages]] },
    );
    for (const [name, values] of features) {
      if (!/^(near|hop2)_(mean|max)_of_age$/.test(name)) continue;
      for (const row of found) {
        const expected = values[row.id as number] as number;
        if (Number.isNaN(expected)) expect(row[name]).toBe(0);
        else expect(row[name]).toBeCloseTo(expected, 10);
      }
    }
    expect(features.map(([name]) => name)).toContain('hop2_max_of_age');
    expect(() => sparkPlan('neighbours', { figures: ['a; drop'] })).toThrow(/plain name/);
  });

  it('becomes a script with every statement in it', () => {
    const script = sparkScript(sparkPlan('wcc'));
    expect(script).toContain('from graphframes import GraphFrame');
    expect(script).toContain('except (ImportError, TypeError, Py4JError)');
    expect(script).toContain('LEAST(s.value, COALESCE(MIN(n.value), s.value))');
    expect(sparkScript(sparkPlan('neighbours', { figures: ['age'] }))).toContain('near_mean_of_age');
    expect(sparkScript(sparkPlan('pagerank'))).toContain('for _ in range(20)');
  });
});
