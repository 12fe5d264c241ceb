import type { Loan } from './loan.ts';
import { planTask, type Market } from './market.ts';
import { at } from './random.ts';

/** Ends a loan, settled or hopeless: the borrower's burden falls and the world forgets it. */
export function closeLoan(market: Market, loan: Loan): void {
  const { people } = market.country;
  market.state.loans.delete(loan.loanId);
  if (!isStillThere(market, loan)) return;
  const instalment = loan.schedule[0]?.amountMinor ?? 0;
  const rest = loan.schedule.slice(loan.paid).reduce((sum, part) => sum + part.amountMinor, 0);
  people.ownLoans[loan.person] = Math.max(0, at(people.ownLoans, loan.person) - 1);
  people.ownDebtMinor[loan.person] = Math.max(0, at(people.ownDebtMinor, loan.person) - instalment);
  people.ownOutstandingMinor[loan.person] = Math.max(0, at(people.ownOutstandingMinor, loan.person) - rest);
}

/** The loan's burden begins. */
export function openLoan(market: Market, loan: Loan): void {
  const { people } = market.country;
  market.state.loans.set(loan.loanId, loan);
  planLoan(market, loan);
  if (!isStillThere(market, loan)) return;
  const total = loan.schedule.reduce((sum, part) => sum + part.amountMinor, 0);
  people.ownLoans[loan.person] = Math.min(250, at(people.ownLoans, loan.person) + 1);
  people.ownDebtMinor[loan.person] = at(people.ownDebtMinor, loan.person) + (loan.schedule[0]?.amountMinor ?? 0);
  people.ownOutstandingMinor[loan.person] = at(people.ownOutstandingMinor, loan.person) + total;
}

/** True while the row holds the borrower: a ring's row may hold the next wave's person by now. */
export function isStillThere({ country }: Market, { person, serial }: Loan): boolean {
  return country.people.serial[person] === serial;
}

/** Takes up the schedule: one task per instalment on its due day. */
function planLoan(market: Market, loan: Loan): void {
  loan.schedule.forEach(({ dueDay }, k) => {
    planTask(market, Math.max(dueDay, market.state.day), { kind: 'due', loanId: loan.loanId, instalment: k + 1 });
  });
}
