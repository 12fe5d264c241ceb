import { communityMeasures } from '../../../src/cli/commands/graph/bench-communities.ts';
import { isMet, measures, type Measure } from '../../../src/cli/commands/graph/bench-measures.ts';
import { peerRows } from './engine-peers.ts';
import type { ProofPart, ProofRow } from '../row.ts';

const [SCALE, QUICK] = [20, 16];

/** Bytes and speeds of the engine on an R-MAT graph, communities that live on, and peers in the same run. */
export const engineProof: ProofPart = {
  name: 'engine',
  async run({ quick, note }) {
    const scale = quick === true ? QUICK : SCALE;
    note(`R-MAT of 2^${scale} nodes and ${16 * 2 ** scale} edges`);
    const own = [...measures(scale), ...communityMeasures()].map((measure) => rowOf(measure, scale));
    return [...own, ...(await peerRows(scale, note))];
  },
};

function rowOf(measure: Measure, scale: number): ProofRow {
  const { name, value, unit, target, isCost } = measure;
  const hasTarget = target !== 0 && target !== Infinity;
  return {
    metric: scale === SCALE ? name : `${name} (2^${scale} nodes)`,
    value: `${value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)} ${unit}`,
    target: hasTarget ? `${isCost ? '<=' : '>='} ${target.toLocaleString('en')} ${unit}` : '',
    pass: hasTarget ? isMet(measure) : undefined,
  };
}
