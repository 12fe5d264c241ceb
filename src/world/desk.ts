import type { Day } from '#base';
import { dossiersOf, type Dossier } from './dossier.ts';
import type { WorldEvent, WorldFeedback } from './event.ts';
import { equalInstalments } from './instalments.ts';
import { approves, type LenderPolicy } from './lender.ts';
import { createLoanBook, type BookedLoan, type LoanBook } from './loan-book.ts';
import { worldPack } from './pack.ts';

interface Offer {
  readonly applicationId: string;
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly aprBps: number;
}

/** The built-in lender at work: reads a day's events, answers them, keeps the book. */
export interface Desk {
  readonly book: LoanBook;
  readonly counts: { applications: number; approved: number };
  work(events: readonly WorldEvent[], day: Day): WorldFeedback[];
  takeFinished(): BookedLoan[];
}

export function openDesk({ pack, policy }: { pack: string; policy: LenderPolicy }): Desk {
  const book = createLoanBook();
  const counts = { applications: 0, approved: 0 };
  const offers = new Map<string, Offer>();
  const rates = worldPack(pack).aprBps;
  return {
    book,
    counts,
    takeFinished: () => book.figures.finished.splice(0),
    work(events, day) {
      const settled = events.flatMap((event) => settle(event, { offers, book, day }));
      const decided = dossiersOf(events).map((dossier) => decide(dossier));
      book.age(day);
      return [...settled, ...decided];
    },
  };

  function decide(dossier: Dossier): WorldFeedback {
    const offer = offerOf(dossier.application, rates);
    const approved = approves(policy, dossier);
    counts.applications++;
    if (approved) {
      counts.approved++;
      offers.set(offer.applicationId, offer);
    }
    return { kind: 'decided', outcome: approved ? 'approved' : 'declined', ...offer };
  }
}

function offerOf(application: WorldEvent['data'], rates: Readonly<Record<string, number>>): Offer {
  return {
    applicationId: String(application['applicationId']),
    amountMinor: Number(application['amountMinor']),
    termMonths: Number(application['termMonths']),
    aprBps: rates[String(application['productId'])] ?? 2400,
  };
}

interface Counter {
  readonly offers: Map<string, Offer>;
  readonly book: LoanBook;
  readonly day: Day;
}

/* Books a payment, or pays out an accepted offer. */
function settle({ kind, data }: WorldEvent, counter: Counter): WorldFeedback[] {
  if (kind === 'offer.answered') return payOut(data, counter);
  if (kind === 'payment.received')
    counter.book.receive(String(data['loanId']), Number(data['amountMinor']), counter.day);
  return [];
}

function payOut(answer: WorldEvent['data'], { offers, book, day }: Counter): WorldFeedback[] {
  const applicationId = String(answer['applicationId']);
  const offer = offers.get(applicationId);
  offers.delete(applicationId);
  if (!offer || answer['accepted'] !== true) return [];
  const loanId = `l-${applicationId}`;
  const schedule = equalInstalments({ ...offer, disbursedDay: day });
  const state = { receivedMinor: 0, paid: 0, maxDpd: 0, bad: false, settledDay: null };
  book.open({ loanId, ...offer, disbursedDay: day, schedule, ...state });
  return [{ kind: 'disbursed', applicationId, loanId, schedule }];
}
