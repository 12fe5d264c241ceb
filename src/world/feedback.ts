import type { DayBook } from './day-book.ts';
import type { DecidedFeedback, DisbursedFeedback, WorldFeedback } from './event.ts';
import { planTask, type Market } from './market.ts';
import { openLoan } from './burden.ts';
import { planMoves } from './papers/money.ts';

/** Declined applicants who try again, and how soon. */
const TRY_AGAIN = 0.2;
/** Instalments among which an early default breaks. */
const EARLY = 3;

/** The lender's answer reaches the applicant. Answers to applications the world has forgotten change nothing. */
export function answer(market: Market, feedback: WorldFeedback, book: DayBook): void {
  if (feedback.kind === 'disbursed') receiveMoney(market, feedback);
  else hearDecision(market, feedback, book);
}

function hearDecision(market: Market, decided: DecidedFeedback, book: DayBook): void {
  const pending = market.state.pending.get(decided.applicationId);
  if (!pending || decided.outcome === 'referred') return;
  const rng = market.country.rng.fork('answer', pending.number);
  if (decided.outcome === 'declined') {
    market.state.pending.delete(decided.applicationId);
    if (pending.fraudForm === '' && rng.chance(TRY_AGAIN)) {
      const { person, serial } = pending;
      planTask(market, book.day + 5 + rng.below(25), { kind: 'reapply', person, serial });
    }
    return;
  }
  const generous = decided.amountMinor >= 0.5 * pending.amountMinor;
  const accepted = rng.chance(pending.fraudForm === '' ? (generous ? 0.92 : 0.65) : 0.99);
  if (!accepted) market.state.pending.delete(decided.applicationId);
  book.write({
    kind: 'offer.answered',
    at: 8 * 3_600_000 + rng.below(10 * 3_600_000),
    source: 'app',
    identifiers: [
      { kind: 'application', value: pending.applicationId },
      { kind: 'account', value: pending.account },
    ],
    data: { applicationId: pending.applicationId, accepted },
  });
}

function receiveMoney(market: Market, { applicationId, loanId, schedule }: DisbursedFeedback): void {
  const pending = market.state.pending.get(applicationId);
  if (!pending) return;
  market.state.pending.delete(applicationId);
  // A bad loan breaks in its first three instalments; one of fewer instalments breaks in its last.
  const { onset } = pending.trajectory;
  const trajectory = { ...pending.trajectory, onset: onset <= EARLY ? Math.min(onset, schedule.length) : onset };
  openLoan(market, { ...pending, trajectory, loanId, schedule, paid: 0, cured: false });
  planMoves(market, pending, { loanId, schedule });
}
