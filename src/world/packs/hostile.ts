import type { WorldPack } from '../pack.ts';
import { defaultPack } from './default.ts';

const [farm, village, cultivated] = defaultPack.fraud.rings;

/** Bad times: a recession in the second half year, twice the fraud, and more of it well hidden. */
export const hostilePack: WorldPack = {
  ...defaultPack,
  name: 'hostile',
  life: {
    jobLossPerMonth: 0.014,
    illnessPerMonth: 0.005,
    divorcePerMonth: 0.0015,
    macro: [0, 0, 0.1, 0.2, 0.4, 0.7, 1, 1, 0.9, 0.7, 0.5, 0.3],
  },
  credit: { ...defaultPack.credit, intercept: defaultPack.credit.intercept + 0.25 },
  fraud: {
    ...defaultPack.fraud,
    rings: [
      { ...farm, applicationsPerPersonYear: 0.028, camouflage: 0.32 },
      { ...village, applicationsPerPersonYear: 0.028, camouflage: 0.32 },
      { ...cultivated, applicationsPerPersonYear: 0.028, camouflage: 0.32 },
    ],
    patterns: { applicationsPerPersonYear: 0.0015, camouflage: 0.25 },
  },
};
