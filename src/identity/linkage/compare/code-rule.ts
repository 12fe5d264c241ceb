import { editDistance } from '../text/edit-distance.ts';
import type { LevelRule } from './level-rule.ts';

/** Numbers and codes: postal codes, house numbers, numbers of documents. */
export const codeRule: LevelRule = {
  labels: ['unknown', 'same', 'one slip', 'two slips', 'same beginning', 'different'],
  level: (a, b) => {
    const shorter = Math.min(a.length, b.length);
    const distance = editDistance(a, b, 2);
    if (distance <= 1 && shorter >= 3) return 2;
    if (distance <= 2 && shorter >= 6) return 3;
    const head = Math.max(2, Math.ceil(shorter / 2));
    return shorter >= 3 && a.slice(0, head) === b.slice(0, head) ? 4 : 5;
  },
};
