import type { TapeMappingInput } from '../mapping.ts';

/** A1 to G5, best to worst: the order is part of the meaning. */
const GRADES = Object.fromEntries(
  [...'ABCDEFG'].flatMap((letter, l) => [1, 2, 3, 4, 5].map((digit, d) => [`${letter}${digit}`, 5 * l + d + 1])),
);

/** Full years at the employer; `emp_unk` is not listed, so it is unknown. */
const YEARS = {
  emp_lt_1: 0,
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((year) => [`emp_${year}`, year])),
  emp_ge_10: 10,
};

const PLAIN = [
  ...[
    'funded_amnt',
    'term',
    'int_rate',
    'addr_state',
    'verification_status',
    'annual_inc',
    'delinq_2yrs',
    'inq_last_6mths',
    'revol_util',
  ],
  ...[
    'acc_now_delinq',
    'open_il_6m',
    'open_il_12m',
    'open_il_24m',
    'total_bal_il',
    'all_util',
    'inq_fi',
    'inq_last_12m',
    'delinq_amnt',
  ],
  ...['num_il_tl', 'total_il_high_credit_limit'],
];

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
  features: [...PLAIN, { column: 'sub_grade', codes: GRADES }, { column: 'emp_length', codes: YEARS }],
  drop: [{ column: 'rownames', reason: 'an identifier' }],
};
