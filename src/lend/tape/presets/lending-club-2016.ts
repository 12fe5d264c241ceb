import type { TapeMappingInput } from '../mapping.ts';

/** Lending Club, sample of 2016 with its outcome and no dates. Rate and grade are the lender's own opinion of the risk. */
export const lendingClub2016Mapping: TapeMappingInput = {
  name: 'lending-club-2016',
  fields: {
    applicationRef: { column: 'rownames' },
    product: { constant: 'personal-loan' },
    currency: { constant: 'USD' },
    amountMinor: { column: 'funded_amnt', unit: 'major' },
    termMonths: { column: 'term', values: { term_36: 36, term_60: 60 } },
    aprBps: { column: 'int_rate', unit: 'percent' },
  },
  target: { column: 'Class', good: ['good'], bad: ['bad'] },
  features: 'rest',
  drop: [{ column: 'rownames', reason: 'an identifier' }],
};
