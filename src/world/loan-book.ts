import type { Day } from '#base';
import type { WorldInstalment } from './event.ts';

/** A loan as the built-in lender keeps it. */
export interface BookedLoan {
  readonly loanId: string;
  readonly applicationId: string;
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly aprBps: number;
  readonly disbursedDay: Day;
  readonly schedule: readonly WorldInstalment[];
  receivedMinor: number;
  /** Instalments covered so far. */
  paid: number;
  maxDpd: number;
  /** True once 30 or more days late on one of the first three instalments: the definition of the truth. */
  bad: boolean;
  settledDay: Day | null;
}

/** Counts that the figures of the README are made of. */
export interface BookFigures {
  dueInstalments: number;
  /** Instalments of loans that were current, unpaid on the day after. */
  enteredD1: number;
  loans: number;
  /** Loans old enough to be 90 days late, and those that ever were. */
  seasoned: number;
  ever90: number;
  readonly finished: BookedLoan[];
}

/** The built-in lender's book: open loans and the figures of all. */
export interface LoanBook {
  readonly figures: BookFigures;
  open(loan: BookedLoan): void;
  receive(loanId: string, amountMinor: number, day: Day): void;
  /** Ages every open loan at the end of the day. */
  age(day: Day): void;
  /** Closes what is left, for the final figures. */
  close(day: Day): void;
}

const SEASONED_DAYS = 125;
const FORGOTTEN_DPD = 190;

export function createLoanBook(): LoanBook {
  const loans = new Map<string, BookedLoan>();
  const figures: BookFigures = { dueInstalments: 0, enteredD1: 0, loans: 0, seasoned: 0, ever90: 0, finished: [] };
  const finish = (loan: BookedLoan, day: Day): void => {
    loans.delete(loan.loanId);
    figures.finished.push(loan);
    if (day - loan.disbursedDay < SEASONED_DAYS && loan.maxDpd < 90) return;
    figures.seasoned++;
    if (loan.maxDpd >= 90) figures.ever90++;
  };
  return {
    figures,
    open(loan) {
      figures.loans++;
      loans.set(loan.loanId, loan);
    },
    receive(loanId, amountMinor, day) {
      const loan = loans.get(loanId);
      if (loan) credit(loan, amountMinor, day);
    },
    age(day) {
      for (const loan of loans.values()) {
        ageLoan(loan, day, figures);
        const seasonedEnough = day - loan.disbursedDay >= SEASONED_DAYS;
        if ((loan.settledDay !== null && seasonedEnough) || loan.maxDpd > FORGOTTEN_DPD) finish(loan, day);
      }
    },
    close(day) {
      for (const loan of loans.values()) finish(loan, day);
    },
  };
}

function credit(loan: BookedLoan, amountMinor: number, day: Day): void {
  loan.receivedMinor += amountMinor;
  let covered = 0;
  loan.paid = 0;
  for (const instalment of loan.schedule) {
    covered += instalment.amountMinor;
    if (covered > loan.receivedMinor) break;
    loan.paid++;
  }
  if (loan.paid === loan.schedule.length) loan.settledDay = day;
}

function ageLoan(loan: BookedLoan, day: Day, figures: BookFigures): void {
  const oldest = loan.schedule[loan.paid];
  const dpd = oldest ? day - oldest.dueDay : 0;
  const due = loan.schedule.findIndex((instalment) => instalment.dueDay === day - 1);
  if (due >= loan.paid - 1 && due >= 0) {
    figures.dueInstalments++;
    if (dpd === 1) figures.enteredD1++;
  }
  if (dpd > loan.maxDpd) loan.maxDpd = dpd;
  if (dpd >= 30 && loan.paid < 3) loan.bad = true;
}
