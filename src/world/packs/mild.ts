import type { WorldPack } from '../pack.ts';
import { defaultPack } from './default.ts';

const [farm, village, cultivated] = defaultPack.fraud.rings;

/** Good times: steady jobs, calm economy, half the fraud. */
export const mildPack: WorldPack = {
  ...defaultPack,
  name: 'mild',
  life: {
    jobLossPerMonth: 0.005,
    illnessPerMonth: 0.003,
    divorcePerMonth: 0.001,
    macro: [0, -0.05, -0.1, -0.1, -0.05],
  },
  credit: { ...defaultPack.credit, intercept: defaultPack.credit.intercept - 0.35 },
  fraud: {
    ...defaultPack.fraud,
    rings: [
      { ...farm, applicationsPerPersonYear: 0.007 },
      { ...village, applicationsPerPersonYear: 0.007 },
      { ...cultivated, applicationsPerPersonYear: 0.007 },
    ],
    patterns: { applicationsPerPersonYear: 0.0005, camouflage: 0.12 },
  },
};
