import { isWithinOneEdit } from '../text/one-edit.ts';
import type { LevelRule } from './level-rule.ts';

/** One of few values. */
export const categoryRule: LevelRule = {
  labels: ['unknown', 'same', 'typing error', 'different'],
  level: (a, b) => (Math.min(a.length, b.length) >= 3 && isWithinOneEdit(a, b) ? 2 : 3),
};
