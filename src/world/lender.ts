import { TallyError } from '#base';
import type { Data, Dossier } from './dossier.ts';

/** How the plain built-in lender decides. */
export const lenderPolicies = ['accept-all', 'rules'] as const;
export type LenderPolicy = (typeof lenderPolicies)[number];

/**
 * The policy of that name.
 *
 * @throws TallyError `WORLD_POLICY_UNKNOWN` for any other name.
 */
export function lenderPolicy(name: string): LenderPolicy {
  const known = lenderPolicies.find((candidate) => candidate === name);
  if (known !== undefined) return known;
  throw new TallyError('WORLD_POLICY_UNKNOWN', `there is no lending policy "${name}"`, {
    hint: `use one of: ${lenderPolicies.join(', ')}`,
  });
}

/** A field of a report as a number; what is missing counts as the worst. */
function numberIn(data: Data, field: string): number {
  const value = data[field];
  return typeof value === 'number' ? value : Infinity;
}

/**
 * The plain policy: an applicant passes when a score of a few bureau and income figures is low enough and neither the
 * device nor the number is conspicuous. It stands for what a young lender writes by hand on the first day.
 */
export function approves(policy: LenderPolicy, dossier: Dossier): boolean {
  return policy === 'accept-all' || (passesChecks(dossier) && points(dossier) <= 1);
}

function passesChecks({ application, bureau, phone, session }: Dossier): boolean {
  const form = application['form'] as Data;
  return (
    session['emulator'] === false &&
    session['rooted'] === false &&
    session['proxy'] === false &&
    numberIn(phone, 'numberAgeDays') >= 150 &&
    numberIn(phone, 'calls30d') >= 20 &&
    numberIn(form, 'pastes') <= 2 &&
    numberIn(form, 'idleS') <= 75 &&
    numberIn(form, 'durationS') >= 60 &&
    numberIn(bureau, 'worstDpd12m') < 5 &&
    numberIn(bureau, 'historyMonths') >= 6
  );
}

function points({ application, bureau }: Dossier): number {
  const income = Math.max(1, numberIn(application, 'declaredIncomeMinor'));
  const instalment = numberIn(application, 'amountMinor') / numberIn(application, 'termMonths');
  const burden = (numberIn(bureau, 'monthlyDebtMinor') + instalment) / income;
  return (
    (burden > 0.3 ? 1 : 0) +
    (burden > 0.5 ? 1 : 0) +
    (numberIn(bureau, 'cardUtilisation') > 0.5 ? 1 : 0) +
    (numberIn(bureau, 'enquiries30d') > 0 ? 1 : 0) +
    (numberIn(bureau, 'delinquentLoans24m') > 0 ? 1 : 0) +
    (numberIn(application, 'jobMonths') < 6 ? 1 : 0)
  );
}
