import { addMonths, type Day } from '#base';
import type { WorldEvent, WorldFeedback } from './event.ts';
import { openDesk, type Desk } from './desk.ts';
import type { LenderPolicy } from './lender.ts';
import type { BookedLoan } from './loan-book.ts';
import { createWorld, type World } from './world.ts';
import type { WorldOptions } from './world-options.ts';
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

function summary(world: World, { book, counts }: Desk, run: { days: number; events: number }): LoopFigures {
  const { dueInstalments, enteredD1, loans, seasoned, ever90 } = book.figures;
  return { packHash: world.packHash, ...run, ...counts, loans, dueInstalments, enteredD1, seasoned, ever90 };
}
