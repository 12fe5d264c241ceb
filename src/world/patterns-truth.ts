import type { TruthRow } from './truth.ts';

/** A member of a planted pattern, or an honest look-alike of it: truth, as the applications' is. */
export interface PatternRow {
  readonly entityKind: 'application' | 'company';
  /** An id that the events name. */
  readonly entity: string;
  readonly pattern: string;
  readonly group: string;
  readonly isLookAlike: boolean;
  readonly camouflaged: boolean;
  readonly fromDay: number;
}

/** What an application says of the eleven patterns: its own row, and its company's in patterns of companies. */
export function patternRowsOf(row: TruthRow): PatternRow[] {
  const { applicationId, day, fraudForm, lookAlikeForm, camouflaged, group, company } = row;
  const form = fraudForm === '' ? lookAlikeForm : fraudForm;
  if (form === '') return [];
  const pattern = form === 'cultivated-number' ? 'sim-farm' : form;
  const isLookAlike = fraudForm === '';
  const shared = { pattern, group, isLookAlike, camouflaged: camouflaged && !isLookAlike, fromDay: day };
  const application: PatternRow = { entityKind: 'application', entity: applicationId, ...shared };
  return company === '' ? [application] : [application, { entityKind: 'company', entity: company, ...shared }];
}
