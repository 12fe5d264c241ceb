import { addMonths, type Day } from '#base';
import type { WorldEvent, WorldFeedback } from './event.ts';
import { dossiersOf } from './dossier.ts';
import { equalInstalments } from './instalments.ts';
import { approves, type LenderPolicy } from './lender.ts';
import { createLoanBook, type BookedLoan, type LoanBook } from './loan-book.ts';
import { worldPack } from './pack.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';
import type { TruthRow } from './truth.ts';

export interface LoopOptions extends WorldOptions {
  readonly months: number;
  readonly policy: LenderPolicy;
}

/** One day of the closed loop. */
export interface LoopDay {
  readonly day: Day;
  /** Days lived and to live. */
  readonly done: number;
  readonly total: number;
  readonly events: readonly WorldEvent[];
  readonly truth: readonly TruthRow[];
  /** What the lender answers today: decisions and disbursements. */
  readonly answers: readonly WorldFeedback[];
  /** Loans that the book finished with today. */
  readonly loans: readonly BookedLoan[];
}

/** What a run of the loop counted. */
export interface LoopFigures {
  readonly packHash: string;
  readonly days: number;
  readonly events: number;
  readonly applications: number;
  readonly approved: number;
  readonly loans: number;
  readonly dueInstalments: number;
  readonly enteredD1: number;
  readonly seasoned: number;
  readonly ever90: number;
}

interface Offer {
  readonly applicationId: string;
  readonly amountMinor: number;
  readonly termMonths: number;
  readonly aprBps: number;
}

/** Lives `months` calendar months of a market under the plain built-in lender, one day per `next`. */
export function* liveClosedLoop(options: LoopOptions): Generator<LoopDay, LoopFigures> {
  const world = createWorld(options);
  const desk = openDesk(options);
  const total = addMonths(world.startDay, options.months) - world.startDay;
  let feedback: readonly WorldFeedback[] = [];
  let events = 0;
  for (let done = 1; done <= total; done++) {
    const lived = world.step(feedback);
    events += lived.events.length;
    feedback = desk.work(lived.events, lived.day);
    if (done === total) desk.book.close(lived.day);
    yield {
      day: lived.day,
      done,
      total,
      events: lived.events,
      truth: world.truth.take(),
      answers: feedback,
      loans: desk.takeFinished(),
    };
  }
  return summary(world, desk, { days: total, events });
}

interface Desk {
  readonly book: LoanBook;
  readonly counts: { applications: number; approved: number };
  work(events: readonly WorldEvent[], day: Day): WorldFeedback[];
  takeFinished(): BookedLoan[];
}

function openDesk({ pack, policy }: LoopOptions): Desk {
  const book = createLoanBook();
  const counts = { applications: 0, approved: 0 };
  const offers = new Map<string, Offer>();
  const rates = worldPack(pack).aprBps;
  return {
    book,
    counts,
    takeFinished: () => book.figures.finished.splice(0),
    work(events, day) {
      const feedback: WorldFeedback[] = [];
      for (const event of events) {
        if (event.kind === 'payment.received')
          book.receive(String(event.data['loanId']), Number(event.data['amountMinor']), day);
        else if (event.kind === 'offer.answered') feedback.push(...settle(event, { offers, book, day }));
      }
      for (const dossier of dossiersOf(events)) {
        counts.applications++;
        const offer = offerOf(dossier.application, rates);
        const approved = approves(policy, dossier);
        if (approved) {
          counts.approved++;
          offers.set(offer.applicationId, offer);
        }
        feedback.push({ kind: 'decided', outcome: approved ? 'approved' : 'declined', ...offer });
      }
      book.age(day);
      return feedback;
    },
  };
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

function settle(event: WorldEvent, { offers, book, day }: Counter): WorldFeedback[] {
  const applicationId = String(event.data['applicationId']);
  const offer = offers.get(applicationId);
  offers.delete(applicationId);
  if (!offer || event.data['accepted'] !== true) return [];
  const loanId = `l-${applicationId}`;
  const schedule = equalInstalments({ ...offer, disbursedDay: day });
  const state = { receivedMinor: 0, paid: 0, maxDpd: 0, bad: false, settledDay: null };
  book.open({ loanId, ...offer, disbursedDay: day, schedule, ...state });
  return [{ kind: 'disbursed', applicationId, loanId, schedule }];
}

function summary(world: World, { book, counts }: Desk, run: { days: number; events: number }): LoopFigures {
  const { dueInstalments, enteredD1, loans, seasoned, ever90 } = book.figures;
  return { packHash: world.packHash, ...run, ...counts, loans, dueInstalments, enteredD1, seasoned, ever90 };
}
