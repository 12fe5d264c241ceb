import { TallyError } from '#base';
import type { FraudForm, ShopForm } from './people.ts';

/** The hidden side of one application. Only tests, benches and proofs may read it. */
export interface TruthRow {
  readonly applicationId: string;
  readonly day: number;
  /** Unique per person, members of rings included. */
  readonly personIndex: number;
  /** The planted form, or empty for an honest applicant. */
  readonly fraudForm: FraudForm;
  /** The planted form that this honest applicant resembles, or empty. */
  readonly lookAlikeForm: FraudForm;
  /** A fraudster whose own evidence is anybody's; only the contact books of a village's other members can lead to him. */
  readonly camouflaged: boolean;
  /** The company of a planted owner, or empty. */
  readonly company: string;
  /** The ring, village, hub or company group it belongs to, or empty. */
  readonly group: string;
  /** P(default as defined below | everything the events show up to the application). */
  readonly trueDefaultProbability: number;
  /** P(fraud | everything the events show up to the application). */
  readonly trueFraudProbability: number;
  /**
   * 1 when the loan asked for, if granted, is 30 or more days past due on one of its first three instalments (that is
   * within about 123 days of disbursement). Drawn once from the application's own stream, whatever the lender decides.
   */
  readonly defaultsIfGranted: 0 | 1;
  /** The hidden budget margin on the day, in deviations. */
  readonly hiddenSolvency: number;
  readonly hiddenImpulse: number;
  readonly realIncomeMinor: number;
  /** How a shop owner feigns turnover, or empty. It changes no loan's fate. */
  readonly shopForm: ShopForm;
  /** The sham that this honest shop resembles, or empty. */
  readonly shopLookAlike: ShopForm;
}

/** The truth of a world, in the order of the applications. */
export interface WorldTruth {
  /** Rows since the last call. Rows that nobody takes within 60 simulated days are dropped. */
  take(): TruthRow[];
}

export const TRUTH_DAYS = 60;

/** How well the best possible model could rank. */
export interface Attainable {
  readonly auc: number;
  readonly ks: number;
  readonly rows: number;
  readonly events: number;
}

/**
 * The attainable area under the ROC curve and Kolmogorov-Smirnov distance: those of the true probability itself. Ties
 * count half.
 *
 * @throws TallyError `WORLD_TRUTH_ONE_CLASS` when every outcome is the same.
 */
export function attainable(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): Attainable {
  const order = Array.from(probabilities, (_, i) => i).sort(
    (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0),
  );
  const rows = order.length;
  const events = order.reduce((sum, i) => sum + (outcomes[i] ?? 0), 0);
  if (events === 0 || events === rows) {
    throw new TallyError('WORLD_TRUTH_ONE_CLASS', `all ${rows} outcomes are the same`, {
      hint: 'simulate more people or months',
    });
  }
  let hits = 0;
  let alarms = 0;
  let area = 0;
  let ks = 0;
  for (let start = 0; start < rows;) {
    const tie = takeTie({ order, values: probabilities, outcomes }, start);
    area += (tie.size - tie.events) * (hits + tie.events / 2);
    hits += tie.events;
    alarms += tie.size - tie.events;
    ks = Math.max(ks, Math.abs(hits / events - alarms / (rows - events)));
    start += tie.size;
  }
  return { auc: area / (events * (rows - events)), ks, rows, events };
}

interface Ranked {
  readonly order: readonly number[];
  readonly values: ArrayLike<number>;
  readonly outcomes: ArrayLike<number>;
}

function takeTie({ order, values, outcomes }: Ranked, start: number): { size: number; events: number } {
  const value = values[order[start] ?? 0];
  let end = start;
  let events = 0;
  while (end < order.length && values[order[end] ?? 0] === value) {
    events += outcomes[order[end] ?? 0] ?? 0;
    end++;
  }
  return { size: end - start, events };
}

/** {@link attainable} for default (all applications, rejected ones too) and for fraud. */
export function attainableOf(rows: readonly TruthRow[]): { readonly credit: Attainable; readonly fraud: Attainable } {
  return {
    credit: attainable(
      rows.map((row) => row.trueDefaultProbability),
      rows.map((row) => row.defaultsIfGranted),
    ),
    fraud: attainable(
      rows.map((row) => row.trueFraudProbability),
      rows.map((row) => (row.fraudForm === '' ? 0 : 1)),
    ),
  };
}
