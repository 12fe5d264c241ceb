import { addMonths, assert, divideRounded, type Day } from '#base';

/** One instalment of a schedule, in minor units. */
export interface ScheduledInstalment {
  /** 1 for the first. */
  readonly number: number;
  readonly dueDay: Day;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
}

export interface ScheduleTerms {
  readonly principalMinor: bigint;
  /** Yearly nominal rate in basis points; a month is a twelfth of a year. */
  readonly aprBps: number;
  readonly termMonths: number;
  readonly disbursedDay: Day;
}

const SCALE = 10n ** 18n;

/**
 * Equal instalments, exact to the minor unit: EMI = P r / (1 - (1 + r)^-n) with r = apr / 12, in integers of 10^-18;
 * interest of each month on the balance, half to even; the last instalment takes what rounding left.
 */
export function equalInstalments({
  principalMinor,
  aprBps,
  termMonths,
  disbursedDay,
}: ScheduleTerms): ScheduledInstalment[] {
  assert(principalMinor > 0n && termMonths > 0 && aprBps >= 0, 'a schedule needs a principal, a term and a rate');
  const instalment = equalInstalment(principalMinor, aprBps, termMonths);
  const schedule: ScheduledInstalment[] = [];
  let balance = principalMinor;
  for (let number = 1; number <= termMonths; number++) {
    const interestMinor = divideRounded(balance * BigInt(aprBps), 120_000n);
    const wanted = number === termMonths ? balance : instalment - interestMinor;
    const principal = wanted > balance ? balance : wanted < 0n ? 0n : wanted;
    schedule.push({ number, dueDay: addMonths(disbursedDay, number), principalMinor: principal, interestMinor });
    balance -= principal;
  }
  assert(balance === 0n, 'the principal parts of a schedule add up to the principal');
  return schedule;
}

/** The equal instalment, rounded half to even. */
function equalInstalment(principalMinor: bigint, aprBps: number, termMonths: number): bigint {
  if (aprBps === 0) return divideRounded(principalMinor, BigInt(termMonths));
  const rate = divideRounded(BigInt(aprBps) * SCALE, 120_000n);
  let growth = SCALE;
  for (let i = 0; i < termMonths; i++) growth = divideRounded(growth * (SCALE + rate), SCALE);
  return divideRounded(principalMinor * rate * growth, (growth - SCALE) * SCALE);
}
