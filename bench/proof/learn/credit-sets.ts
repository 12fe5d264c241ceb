/** Public credit sets with a target and stored folds. */
export interface CreditSet {
  readonly name: string;
  readonly file: string;
  readonly target: string;
  readonly positive: string;
  readonly drop: readonly string[];
  /** Best reference AUC of the data README. */
  readonly bar: number;
}

/** Columns of SBA loans that tell the outcome, identify the loan, or are left out by the reference. */
const SBA_DROPS = (
  'Selected LoanNr_ChkDgt Name City State Zip ApprovalDate ApprovalFY Term FranchiseCode ChgOffDate DisbursementDate ' +
  'BalanceGross MIS_Status ChgOffPrinGr daysterm xx'
).split(' ');

export const creditSets: readonly CreditSet[] = [
  { name: 'german', file: 'german', target: 'bad', positive: '1', drop: [], bar: 0.7933 },
  {
    name: 'taiwan',
    file: 'taiwan',
    target: 'default.payment.next.month',
    positive: '1',
    drop: ['ID'],
    bar: 0.7837,
  },
  { name: 'gmsc', file: 'gmsc', target: 'SeriousDlqin2yrs', positive: '1', drop: ['id'], bar: 0.866 },
  { name: 'hmeq', file: 'hmeq', target: 'BAD', positive: '1', drop: [], bar: 0.9687 },
  {
    name: 'lending_club_2016',
    file: 'lending_club_2016',
    target: 'Class',
    positive: 'bad',
    drop: ['rownames'],
    bar: 0.7554,
  },
  { name: 'hmda_boston', file: 'hmda_boston', target: 'deny', positive: 'yes', drop: ['rownames'], bar: 0.8202 },
  { name: 'sba_case', file: 'sba_case', target: 'Default', positive: '1', drop: SBA_DROPS, bar: 0.8631 },
];
