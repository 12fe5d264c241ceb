import { editDistance } from '../text/edit-distance.ts';
import { jaroWinkler } from '../text/jaro-winkler.ts';
import type { LevelRule } from './level-rule.ts';

/** E-mail addresses. */
export const emailRule: LevelRule = {
  labels: ['unknown', 'same', 'few slips', 'same before the @', 'similar before the @', 'different'],
  level: (a, b) => {
    if (editDistance(a, b, 2) <= 2) return 2;
    const left = a.slice(0, a.indexOf('@'));
    const right = b.slice(0, b.indexOf('@'));
    if (left === right) return 3;
    return jaroWinkler(left, right) >= 0.9 ? 4 : 5;
  },
};
