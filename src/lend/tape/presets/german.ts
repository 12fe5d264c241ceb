import type { TapeMappingInput } from '../mapping.ts';

/** German credit (Statlog): 1,000 consumer loans in Deutsche Mark, coded categories, no dates. */
export const germanMapping: TapeMappingInput = {
  name: 'german',
  fields: {
    product: { constant: 'consumer-loan' },
    currency: { constant: 'DEM' },
    amountMinor: { column: 'amount', unit: 'major' },
    termMonths: { column: 'duration' },
  },
  target: { column: 'bad', good: ['0'], bad: ['1'] },
  features: 'rest',
};
