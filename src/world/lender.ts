import { addMonths, TallyError, type Day } from '#base';
import type { WorldEvent, WorldInstalment } from './event.ts';

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

type Data = Readonly<Record<string, unknown>>;

/** The signals that belong to one application, as its day's events carried them. */
export interface Dossier {
  readonly application: Data;
  readonly bureau: Data;
  readonly phone: Data;
  readonly session: Data;
}

/** Finds the dossiers of a day: an applicant's reports come on the same day, under the same identifiers. */
export function dossiersOf(events: readonly WorldEvent[]): Dossier[] {
  const latest = new Map<string, Data>();
  const dossiers: Dossier[] = [];
  for (const event of events) {
    const key = keyOf(event);
    if (event.kind !== 'application.submitted') {
      if (key !== undefined) latest.set(key, event.data);
      continue;
    }
    const find = (kind: string, identifier: string): Data => latest.get(`${kind}:${valueOf(event, identifier)}`) ?? {};
    dossiers.push({
      application: event.data,
      bureau: find('bureau.reported', 'national_id'),
      phone: find('phone.profiled', 'phone'),
      session: find('session.started', 'account'),
    });
  }
  return dossiers;
}

const keyedBy: Readonly<Record<string, string>> = {
  'bureau.reported': 'national_id',
  'phone.profiled': 'phone',
  'session.started': 'account',
};

function keyOf(event: WorldEvent): string | undefined {
  const identifier = keyedBy[event.kind];
  return identifier === undefined ? undefined : `${event.kind}:${valueOf(event, identifier)}`;
}

function valueOf({ identifiers }: WorldEvent, kind: string): string | undefined {
  return identifiers.find((identifier) => identifier.kind === kind)?.value;
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

export interface LoanTerms {
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly aprBps: number;
  readonly disbursedDay: Day;
}

/** Equal monthly instalments in whole minor units; the last one takes what rounding left. */
export function equalInstalments({ amountMinor, termMonths, aprBps, disbursedDay }: LoanTerms): WorldInstalment[] {
  const rate = aprBps / 120_000;
  let growth = 1;
  for (let month = 0; month < termMonths; month++) growth *= 1 + rate;
  const level = Math.round(rate === 0 ? amountMinor / termMonths : (amountMinor * rate * growth) / (growth - 1));
  const instalments: WorldInstalment[] = [];
  let balance = amountMinor;
  for (let month = 1; month <= termMonths; month++) {
    const interest = Math.round(balance * rate);
    const amount = month === termMonths ? balance + interest : level;
    balance += interest - amount;
    instalments.push({ dueDay: addMonths(disbursedDay, month), amountMinor: amount });
  }
  return instalments;
}
