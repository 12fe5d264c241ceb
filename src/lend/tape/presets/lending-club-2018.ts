import type { TapeMappingInput } from '../mapping.ts';

const LATER = 'grows with the months since the loan was made';

/**
 * Lending Club, all fields, snapshot of a running book in 2018. A loan that is neither paid nor 31 days late has no outcome yet:
 * unknown. Issue dates are months.
 */
export const lendingClub2018Mapping: TapeMappingInput = {
  name: 'lending-club-2018',
  fields: {
    applicationRef: { column: 'rownames' },
    product: { constant: 'personal-loan' },
    currency: { constant: 'USD' },
    amountMinor: { column: 'loan_amount', unit: 'major' },
    termMonths: { column: 'term' },
    aprBps: { column: 'interest_rate', unit: 'percent' },
    disbursedOn: { column: 'issue_month', format: 'month-year' },
    outstandingMinor: { column: 'balance', unit: 'major' },
    status: {
      column: 'loan_status',
      values: {
        Current: 'current',
        'In Grace Period': 'late',
        'Late (16-30 days)': 'late',
        'Late (31-120 days)': 'late',
        Default: 'late',
        'Fully Paid': 'paid',
        'Charged Off': 'charged_off',
      },
    },
  },
  target: {
    column: 'loan_status',
    good: ['Fully Paid'],
    bad: ['Charged Off', 'Default', 'Late (31-120 days)'],
    otherwise: 'unknown',
  },
  features: 'rest',
  drop: [
    { column: 'rownames', reason: 'an identifier' },
    { column: 'emp_title', reason: 'free text' },
    { column: 'loan_status', reason: 'the outcome itself' },
    { column: 'issue_month', reason: 'says how long the loan had time to go bad' },
    ...['balance', 'paid_total', 'paid_principal', 'paid_interest', 'paid_late_fees'].map((column) => ({
      column,
      reason: LATER,
    })),
  ],
};
