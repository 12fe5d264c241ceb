import { unreachable } from '#base';
import type { LinkColumn } from '../columns/link-table.ts';
import { categoryRule } from './category-rule.ts';
import { codeRule } from './code-rule.ts';
import { dateRule } from './date-rule.ts';
import { emailRule } from './email-rule.ts';
import type { LevelRule } from './level-rule.ts';
import { nameRule } from './name-rule.ts';
import { degreeRule, numberRule } from './number-rule.ts';
import { phoneRule } from './phone-rule.ts';
import { textRule } from './text-rule.ts';

/** The levels on which the values of a column compare. */
export function ruleOf(column: LinkColumn): LevelRule {
  switch (column.kind) {
    case 'name':
    case 'word':
      return nameRule;
    case 'text':
      return textRule(column);
    case 'date':
      return dateRule;
    case 'code':
      return codeRule;
    case 'email':
      return emailRule;
    case 'phone':
      return phoneRule;
    case 'category':
      return categoryRule;
    case 'number':
      return numberRule;
    case 'latitude':
    case 'longitude':
      return degreeRule;
    default:
      return unreachable(column.kind);
  }
}
