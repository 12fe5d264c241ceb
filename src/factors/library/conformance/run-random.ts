import { createRng } from '#base';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { referenceEngine } from '../reference.ts';
import { sqlEngine, type SqlSession } from '../sql/sql-engine.ts';
import { closeFactors, withoutSql } from './close-factors.ts';
import { compareColumns, type Agreement } from './compare-columns.ts';
import { randomDefinitions } from './random-definitions.ts';
import { randomHistory } from './random-history.ts';

/** How the engines agree with the literal reading over random histories. */
export interface RandomReport {
  readonly histories: number;
  readonly seed: number;
  readonly definitions: number;
  /** By engine. */
  readonly engines: Readonly<Record<string, Agreement>>;
}

const DEFINITIONS = 120;
const SIZE = { events: 300, labels: 40, keys: 6 };

/** Runs random definitions over random histories on every engine and compares each cell with the literal reading. */
export async function runRandom(
  { seed, histories }: { readonly seed: number; readonly histories: number },
  sessions: readonly SqlSession[],
): Promise<RandomReport> {
  const engines: Record<string, Agreement> = {};
  let definitions = 0;
  for (let history = 0; history < histories; history++) {
    const rng = createRng(seed).fork('history', history);
    const [told, labels] = randomHistory(rng.fork('events'), SIZE);
    const { factors, events } = bind(randomDefinitions(rng.fork('definitions'), DEFINITIONS), told);
    definitions += factors.length;
    const truth = referenceEngine(factors, events, labels);
    const fast = (await columnarEngine(factors, events, { labels })).columns;
    add(
      engines,
      'columnar',
      compareColumns(factors, [truth, fast], () => false),
    );
    const without = withoutSql(factors);
    const kept = factors.flatMap(({ name }, index) => (without.has(name) ? [] : [index]));
    const sqlFactors = kept.map((index) => factors[index] ?? never());
    const sqlTruth = kept.map((index) => truth[index] ?? never());
    for (const session of sessions) {
      const answer = await sqlEngine(session, sqlFactors, { events, labels });
      add(engines, session.dialect, compareColumns(sqlFactors, [sqlTruth, answer], closeFactors(sqlFactors)));
    }
  }
  return { histories, seed, definitions, engines };
}

function never(): never {
  throw new Error('a factor without a column');
}

function add(engines: Record<string, Agreement>, name: string, found: Agreement): void {
  const before = engines[name] ?? { cells: 0, equal: 0, close: 0, different: 0, example: undefined };
  engines[name] = {
    cells: before.cells + found.cells,
    equal: before.equal + found.equal,
    close: before.close + found.close,
    different: before.different + found.different,
    example: before.example ?? found.example,
  };
}
