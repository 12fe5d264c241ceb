import { editDistance } from '../text/edit-distance.ts';
import type { LevelRule } from './level-rule.ts';

/** One of few values. */
export const categoryRule: LevelRule = {
  labels: ['unknown', 'same', 'typing error', 'different'],
  level: (a, b) => (Math.min(a.length, b.length) >= 3 && editDistance(a, b, 1) <= 1 ? 2 : 3),
};
