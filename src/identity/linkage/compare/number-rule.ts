import type { LevelRule } from './level-rule.ts';

/** Measured numbers: by their relative difference. */
export const numberRule: LevelRule = {
  labels: ['unknown', 'same', 'within 1 %', 'within 5 %', 'within 20 %', 'different'],
  level: (a, b) => {
    const left = Number(a);
    const right = Number(b);
    const gap = Math.abs(left - right) / Math.max(Math.abs(left), Math.abs(right), 1e-12);
    if (gap <= 0.01) return 2;
    if (gap <= 0.05) return 3;
    return gap <= 0.2 ? 4 : 5;
  },
};

/** Degrees of latitude or longitude; a hundredth is about a kilometre. */
export const degreeRule: LevelRule = {
  labels: ['unknown', 'same', 'within 100 m', 'within 1 km', 'within 10 km', 'different'],
  level: (a, b) => {
    const gap = Math.abs(Number(a) - Number(b));
    if (gap <= 0.001) return 2;
    if (gap <= 0.01) return 3;
    return gap <= 0.1 ? 4 : 5;
  },
};
