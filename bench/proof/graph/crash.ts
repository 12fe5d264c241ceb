import { createRng } from '#base';
import { runCrashes } from '../../graph/crash/run-crashes.ts';
import type { ProofPart } from '../row.ts';

/** A writer is killed while it merges and saves; the store comes back from its last snapshot and the log. */
export const crashProof: ProofPart = {
  name: 'crash',
  async run({ seed, quick, note }) {
    const found = await runCrashes(createRng(seed).fork('crash'), quick === true ? 4 : 16);
    note(`kills by phase: ${JSON.stringify(found.during)}`);
    const edges = found.acknowledged.toLocaleString('en');
    return [
      {
        metric: `${found.kills} kills in the middle of merges and snapshots: acknowledged edges lost`,
        value: `${found.lost} of ${edges}; ${found.wrong} arcs wrong after recovery`,
        target: '0 and 0',
        pass: found.lost === 0 && found.wrong === 0,
      },
    ];
  },
};
