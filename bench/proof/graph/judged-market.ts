import { addMonths, exp, type Day } from '#base';
import { ApplicantReader, CaseBook, detectPatterns, learnableFactors, type Applied, type Network } from '#network';
import type { TrainingRows } from '#scores';
import type { TruthRow } from '#world';
import { liveMarket, networkKeeper } from './lived-network.ts';

/** An application, what the detectors found, and when the lender learned what. */
export interface JudgedRow {
  readonly truth: TruthRow;
  readonly applied: Applied;
  /** The highest score of a detector, nats, at the first run after the application; -Infinity for no finding. */
  readonly found: number;
  readonly disbursedDay: Day;
  /** Infinity: never yet. */
  readonly firstPaidDay: Day;
  readonly confirmedDay: Day;
}

export interface JudgedMarket {
  readonly rows: readonly JudgedRow[];
  readonly network: Network;
  readonly cut: Day;
  readonly events: number;
}

export interface JudgedOptions {
  readonly people: number;
  readonly months: number;
  /** Months before the cut. */
  readonly trainMonths: number;
  readonly seed: number;
  readonly pack: string;
  /** Days between two runs of the detectors behind the cut. */
  readonly detectEvery: number;
}

/** Days after disbursement by which a loan has shown itself, as the platform's label has it. */
const SHOWN = 91;

/** Lives a market that lends to everybody; behind the cut the detectors run every few days on what is known by then. */
export function judgedMarket({ trainMonths, detectEvery, ...options }: JudgedOptions): JudgedMarket {
  const keeper = networkKeeper();
  const detectors = detectorRuns();
  const applications = new Map<string, Applied>();
  const truths: TruthRow[] = [];
  let [first, cut] = [-1, Infinity];
  const market = liveMarket(
    { ...options, policy: 'accept-all' },
    {
      merge(from, into) {
        keeper.merge?.(from, into);
        detectors.book.merge(from, into);
      },
      event(event, person, told) {
        keeper.event?.(event, person, told);
        if (told !== undefined) detectors.book.take(told);
        if (event.kind !== 'application.submitted') return;
        const applicationId = String(event.data['applicationId']);
        detectors.wait(applicationId);
        applications.set(applicationId, { applicationId, at: { asOf: event.recordedAt, position: event.offset } });
      },
      truth: (rows) => void truths.push(...rows),
      day(day) {
        if (first < 0) [first, cut] = [day, addMonths(day, trainMonths)];
        if (day < cut) detectors.forget();
        else if ((day - cut + 1) % detectEvery === 0) detectors.run();
      },
    },
  );
  detectors.run();
  const rows = truths.flatMap((truth): JudgedRow[] => {
    const { applicationId } = truth;
    const [applied, loan] = [applications.get(applicationId), market.loans.loanOf(applicationId)];
    if (applied === undefined || loan === undefined) return [];
    return [{ ...loan, truth, applied, found: detectors.found.get(applicationId) ?? -Infinity }];
  });
  return { rows, network: keeper.network, cut, events: market.events };
}

/** Detectors that look at an application once, at the first run after it. */
function detectorRuns() {
  const book = new CaseBook();
  const found = new Map<string, number>();
  const waiting = new Set<string>();
  return {
    book,
    found,
    wait: (applicationId: string): unknown => waiting.add(applicationId),
    forget: (): void => waiting.clear(),
    run(): void {
      if (waiting.size === 0) return;
      for (const { entity, score } of detectPatterns(book, { minScore: -Infinity })) {
        if (waiting.has(entity)) found.set(entity, Math.max(score, found.get(entity) ?? -Infinity));
      }
      waiting.clear();
    },
  };
}

/** What a lender can learn from at the cut: confirmed frauds, and loans that showed themselves and were paid on. */
export function rowsKnownAt({ rows, network, cut }: JudgedMarket): TrainingRows {
  const factors = learnableFactors();
  const reader = new ApplicantReader(network, factors);
  const known = rows.flatMap((row) => {
    if (row.truth.day >= cut) return [];
    const shown = row.disbursedDay + SHOWN;
    if (row.confirmedDay < cut) return [{ row, label: 1, day: row.confirmedDay }];
    return shown < cut && row.firstPaidDay <= shown ? [{ row, label: 0, day: shown }] : [];
  });
  return {
    factors,
    vectors: known.map(({ row }) => reader.read(row.applied)),
    labels: Float64Array.from(known, ({ label }) => label),
    days: {
      of: Float64Array.from(known, ({ row }) => row.truth.day),
      known: Float64Array.from(known, ({ day }) => day),
    },
  };
}

/** A detector's score as a chance. */
export function chanceOf(nats: number): number {
  return 1 / (1 + exp(-nats));
}
