import type { TapeMappingInput } from '../mapping.ts';

const LATER = 'known only after the loan ended';
const FROM_TERM = 'made from Term, which was shortened for charged-off loans';

/**
 * Loans to small firms guaranteed by the US Small Business Administration. Dates are days since 1960-01-01. The column
 * Term leaks the outcome and is not the agreed term where a loan was charged off, so the term is unknown.
 */
export const sbaMapping: TapeMappingInput = {
  name: 'sba',
  fields: {
    applicationRef: { column: 'LoanNr_ChkDgt' },
    product: { constant: 'sba-guaranteed' },
    currency: { constant: 'USD' },
    amountMinor: { column: 'GrAppv', unit: 'major' },
    appliedOn: { column: 'ApprovalDate', format: 'days-since-1960' },
    disbursedOn: { column: 'DisbursementDate', format: 'days-since-1960' },
    badOn: { column: 'ChgOffDate', format: 'days-since-1960' },
    outstandingMinor: { column: 'BalanceGross', unit: 'major' },
    status: { column: 'MIS_Status', values: { 'P I F': 'paid', CHGOFF: 'charged_off' } },
  },
  target: { column: 'Default', good: ['0'], bad: ['1'] },
  features: [
    'NoEmp',
    { column: 'NewExist', codes: { 1: 'existing', 2: 'new' } },
    'CreateJob',
    'RetainedJob',
    { column: 'UrbanRural', codes: { 1: 'urban', 2: 'rural' } },
    { column: 'RevLineCr', codes: { Y: 'yes', N: 'no' } },
    { column: 'LowDoc', codes: { Y: 'yes', N: 'no' } },
    ...['DisbursementGross', 'GrAppv', 'SBA_Appv', 'New', 'Portion', 'NAICS', 'Bank', 'BankState'],
  ],
  drop: [
    { column: 'Term', reason: 'leaks the outcome: it was shortened for charged-off loans' },
    ...['daysterm', 'xx', 'RealEstate', 'Recession'].map((column) => ({ column, reason: FROM_TERM })),
    ...['ChgOffDate', 'ChgOffPrinGr', 'MIS_Status', 'BalanceGross'].map((column) => ({ column, reason: LATER })),
    ...['LoanNr_ChkDgt', 'Name'].map((column) => ({ column, reason: 'an identifier' })),
    { column: 'Selected', reason: 'marks a split of the teaching case' },
  ],
};
