import type { TapeMappingInput } from '../mapping.ts';

/** 96 and 98 stand in the three counters of late payments together; they are codes, nobody was late so often in two years. */
const CODES = ['96', '98'];

/** Give Me Some Credit: borrowers and serious delinquency within two years; nothing about the loans themselves. */
export const gmscMapping: TapeMappingInput = {
  name: 'gmsc',
  fields: { applicationRef: { column: 'id' } },
  target: { column: 'SeriousDlqin2yrs', good: ['0'], bad: ['1'] },
  features: [
    'RevolvingUtilizationOfUnsecuredLines',
    { column: 'age', unknown: ['0'] },
    { column: 'NumberOfTime30-59DaysPastDueNotWorse', unknown: CODES },
    'DebtRatio',
    'MonthlyIncome',
    'NumberOfOpenCreditLinesAndLoans',
    { column: 'NumberOfTimes90DaysLate', unknown: CODES },
    'NumberRealEstateLoansOrLines',
    { column: 'NumberOfTime60-89DaysPastDueNotWorse', unknown: CODES },
    'NumberOfDependents',
  ],
  drop: [{ column: 'id', reason: 'an identifier' }],
};
