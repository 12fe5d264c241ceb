import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verdicts } from '../../../src/cli/commands/graph/graphalytics.ts';
import type { ProofPart } from '../row.ts';

/** The reference outputs of LDBC Graphalytics. */
export const graphalyticsProof: ProofPart = {
  name: 'graphalytics',
  async run({ data }) {
    const metric = 'reference outputs of LDBC Graphalytics';
    const target = '24 of 24';
    const folder = join(data ?? '', 'graph', 'graphalytics');
    if (data === undefined || !existsSync(folder)) {
      return [{ metric, value: 'no reference data here (TALLY_DATA)', target, pass: undefined }];
    }
    const all = await verdicts(folder);
    const passed = all.filter(({ pass }) => pass).length;
    return [{ metric, value: `${passed} of ${all.length}`, target, pass: passed === 24 && all.length === 24 }];
  },
};
