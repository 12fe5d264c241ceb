import { isWithinOneEdit } from '../text/one-edit.ts';
import type { LevelRule } from './level-rule.ts';

/** Dates as `yyyymmdd`. */
export const dateRule: LevelRule = {
  labels: ['unknown', 'same', 'one slip', 'two parts same', 'same year', 'year near', 'different'],
  level: (a, b) => {
    const year = a.slice(0, 4) === b.slice(0, 4);
    const month = a.slice(4, 6) === b.slice(4, 6);
    const day = a.slice(6) === b.slice(6);
    if (isWithinOneEdit(a, b)) return 2;
    if (year && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6)) return 2;
    if ((year && (month || day)) || (month && day)) return 3;
    if (year) return 4;
    return Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) <= 1 ? 5 : 6;
  },
};
