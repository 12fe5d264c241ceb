import { addMonths, type Day } from '#base';
import type { WorldInstalment } from './event.ts';

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
