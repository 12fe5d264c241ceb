import type { TapeMappingInput } from '../mapping.ts';

const MONTHS = ['1', '2', '3', '4', '5', '6'];

/** Credit cards in Taiwan, April to September 2005; default in October. Codes that nobody documented count as unknown. */
export const taiwanMapping: TapeMappingInput = {
  name: 'taiwan',
  fields: {
    applicationRef: { column: 'ID' },
    product: { constant: 'credit-card' },
    currency: { constant: 'TWD' },
    amountMinor: { column: 'LIMIT_BAL', unit: 'major' },
  },
  target: { column: 'default.payment.next.month', good: ['0'], bad: ['1'] },
  features: [
    'LIMIT_BAL',
    { column: 'SEX', codes: { 1: 'male', 2: 'female' } },
    { column: 'EDUCATION', codes: { 1: 'graduate school', 2: 'university', 3: 'high school', 4: 'other' } },
    { column: 'MARRIAGE', codes: { 1: 'married', 2: 'single', 3: 'other' } },
    'AGE',
    ...['0', '2', '3', '4', '5', '6'].map((month) => `PAY_${month}`),
    ...MONTHS.map((month) => `BILL_AMT${month}`),
    ...MONTHS.map((month) => `PAY_AMT${month}`),
  ],
  drop: [{ column: 'ID', reason: 'an identifier' }],
};
