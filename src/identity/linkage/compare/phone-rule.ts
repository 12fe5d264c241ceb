import { isWithinOneEdit } from '../text/one-edit.ts';
import type { LevelRule } from './level-rule.ts';

/** Phone numbers as digits; codes of countries and trunks in front do not count. */
export const phoneRule: LevelRule = {
  labels: ['unknown', 'same', 'same but for the prefix', 'one slip', 'different'],
  level: (a, b) => {
    const left = a.slice(-9);
    const right = b.slice(-9);
    if (left.length >= 7 && (left.endsWith(right.replace(/^0+/, '')) || right.endsWith(left.replace(/^0+/, ''))))
      return 2;
    return isWithinOneEdit(left, right) ? 3 : 4;
  },
};
