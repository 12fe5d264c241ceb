import { outOfTime } from '../out-of-time.ts';
import type { ProofPart, ProofRow } from '../row.ts';
import { caughtAmongLookAlikes } from './look-alikes.ts';

const RATE = 0.01;
const TARGET = 0.5;

/** The platform's fraud model on the planted forms of the last three months, at 1 % of their honest look-alikes accused. */
export const plantedFraud: ProofPart = {
  name: 'planted-fraud',
  async run(options) {
    const { truth, fraud, known } = await outOfTime(options);
    const scored = truth.map(({ fraudForm, lookAlikeForm }, row) => ({
      fraudForm,
      lookAlikeForm,
      score: fraud[row] ?? NaN,
    }));
    const rows = caughtAmongLookAlikes(scored, RATE).map(({ form, frauds, lookAlikes, caught, accused }): ProofRow => ({
      metric: `fraud: ${form} caught at ${100 * RATE} % of look-alikes accused`,
      value: `${caught.toFixed(3)} of ${frauds} (${lookAlikes} look-alikes, ${(100 * accused).toFixed(2)} % accused)`,
      target: `>= ${TARGET}`,
      pass: caught >= TARGET,
    }));
    const labels = `${known.fraud.rows} (${known.fraud.events} fraud)`;
    return [...rows, { metric: 'fraud: labels known at the cut', value: labels, target: '-', pass: undefined }];
  },
};
