import type { ProofPart, ProofRow } from '../row.ts';
import { knownCases } from './spark-cases.ts';
import { sparkOutcomes, type SparkOutcome } from './spark-equal.ts';
import { graphFramesJars, isSparkHere } from './spark-peer.ts';

const ABSENT = 'not installed (tools/peers.sh spark)';
const [SQL, FRAMES] = ['SQL on Spark equal', 'GraphFrames on Spark equal'] as const;

/** The texts for Spark, run on Spark: what they write equals the engine. */
export const sparkProof: ProofPart = {
  name: 'spark',
  async run({ seed, quick, note }) {
    if (!isSparkHere()) return [row(SQL, ABSENT), row(FRAMES, ABSENT)];
    const many = quick === true ? 1 : 2;
    const { version, outcomes } = await sparkOutcomes(knownCases(Array.from({ length: many }, (_, i) => seed + i)));
    note(`Spark ${version}, one process, one thread`);
    return [
      rowOf(`${SQL}: components, labels, ranks, neighbours (Spark ${version})`, outcomes, false),
      graphFramesJars().length === 0
        ? row(FRAMES, `its jar is ${ABSENT}`)
        : rowOf(`${FRAMES}: components (Spark ${version})`, outcomes, true),
    ];
  },
};

function rowOf(metric: string, outcomes: readonly SparkOutcome[], isWithFrames: boolean): ProofRow {
  const own = outcomes.filter(({ usedGraphFrames }) => usedGraphFrames === isWithFrames);
  const wrong = own.filter(({ difference }) => difference !== undefined);
  const [first] = wrong;
  const value = `${own.length - wrong.length} of ${own.length} runs`;
  return {
    metric,
    value: first === undefined ? value : `${value}; ${first.name}: ${first.difference}`,
    target: 'all',
    pass: own.length > 0 && wrong.length === 0,
  };
}

function row(metric: string, value: string): ProofRow {
  return { metric, value, target: 'all', pass: undefined };
}
