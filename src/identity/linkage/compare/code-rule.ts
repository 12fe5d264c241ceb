import { editDistance } from '../text/edit-distance.ts';
import { isWithinOneEdit } from '../text/one-edit.ts';
import type { LevelRule } from './level-rule.ts';

/** Numbers and codes: postal codes, house numbers, numbers of documents. */
export const codeRule: LevelRule = {
  labels: ['unknown', 'same', 'one slip', 'two slips', 'same beginning', 'different'],
  level: (a, b) => {
    const shorter = Math.min(a.length, b.length);
    if (shorter >= 3 && isWithinOneEdit(a, b)) return 2;
    if (shorter >= 6 && editDistance(a, b, 2) <= 2) return 3;
    const head = Math.max(2, Math.ceil(shorter / 2));
    return shorter >= 3 && a.slice(0, head) === b.slice(0, head) ? 4 : 5;
  },
};
