import { must, type Day } from '#base';
import type { WorldEvent, WorldFeedback, WorldIdentifier } from '#world';
import { evening } from './lived-factors.ts';

/** What the lender knows of a loan it made, and since when. */
export interface OwnLoan {
  readonly disbursedDay: Day;
  /** Infinity: never yet. */
  firstPaidDay: number;
  /** Day on which the first 30 days past due were reached. */
  badDay: number;
  /** Day on which an investigation confirmed fraud. */
  confirmedDay: number;
}

interface OpenLoan {
  readonly own: OwnLoan;
  readonly identifiers: readonly WorldIdentifier[];
  readonly schedule: Extract<WorldFeedback, { kind: 'disbursed' }>['schedule'];
  receivedMinor: number;
  dpd: number;
}

type LoanEvent = Pick<WorldEvent, 'kind' | 'identifiers' | 'occurredAt' | 'data'>;

/** The lender's own side: decisions, days past due at milestones, settled loans. */
export interface LoanEvents {
  hear(event: WorldEvent, day: Day): void;
  /** The events that the lender writes at the close of the day. */
  close(day: Day, answers: readonly WorldFeedback[]): LoanEvent[];
  loanOf(applicationId: string): OwnLoan | undefined;
}

const MILESTONES = [1, 30, 60, 90];

export function loanEvents(): LoanEvents {
  const applicants = new Map<string, readonly WorldIdentifier[]>();
  const loans = new Map<string, OwnLoan>();
  const open = new Map<string, OpenLoan>();
  const textOf = (event: WorldEvent, name: string): string => String(event.data[name]);
  return {
    hear(event, day) {
      if (event.kind === 'application.submitted') {
        const own = event.identifiers.filter(({ kind }) => kind !== 'device');
        applicants.set(textOf(event, 'applicationId'), own);
      }
      const confirmed = event.kind === 'fraud.confirmed' ? loans.get(textOf(event, 'applicationId')) : undefined;
      if (confirmed) confirmed.confirmedDay = Math.min(confirmed.confirmedDay, day);
      const paid = event.kind === 'payment.received' ? open.get(textOf(event, 'loanId')) : undefined;
      if (paid === undefined) return;
      paid.receivedMinor += Number(event.data['amountMinor']);
      paid.own.firstPaidDay = Math.min(paid.own.firstPaidDay, day);
    },
    close(day, answers) {
      const events = answers.flatMap((answer): LoanEvent[] => {
        const identifiers = must(applicants.get(answer.applicationId), answer.applicationId);
        const { applicationId } = answer;
        const base = { identifiers, occurredAt: evening(day) };
        if (answer.kind === 'decided')
          return [{ kind: 'application.decided', ...base, data: { applicationId, outcome: answer.outcome } }];
        const own = { disbursedDay: day, firstPaidDay: Infinity, badDay: Infinity, confirmedDay: Infinity };
        loans.set(applicationId, own);
        open.set(answer.loanId, { own, identifiers, schedule: answer.schedule, receivedMinor: 0, dpd: 0 });
        return [];
      });
      for (const [loanId, loan] of open) {
        const event = ageLoan(loan, loanId, day);
        if (event?.kind === 'loan.settled') open.delete(loanId);
        if (event) events.push(event);
      }
      return events;
    },
    loanOf: (applicationId) => loans.get(applicationId),
  };
}

/** Moves a loan to the close of the day: settled, or past a milestone of days past due, or nothing to tell. */
function ageLoan(loan: OpenLoan, loanId: string, day: Day): LoanEvent | undefined {
  const base = { identifiers: loan.identifiers, occurredAt: evening(day) };
  let due = 0;
  const unpaid = loan.schedule.find(({ amountMinor }) => (due += amountMinor) > loan.receivedMinor);
  if (unpaid === undefined) return { kind: 'loan.settled', ...base, data: { loanId } };
  const before = loan.dpd;
  loan.dpd = Math.max(0, day - unpaid.dueDay);
  if (loan.dpd >= 30) loan.own.badDay = Math.min(loan.own.badDay, day);
  const passed = MILESTONES.findLast((dpd) => dpd > before && dpd <= loan.dpd);
  return passed === undefined ? undefined : { kind: 'loan.delinquent', ...base, data: { loanId, dpd: passed } };
}
