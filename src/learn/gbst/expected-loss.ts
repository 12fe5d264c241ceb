import { TallyError } from '#base';

/** What one loan is expected to do, window by window. */
export interface LoanCurve {
  /** Chance to have defaulted by the end of each window (one row of the first cause of a survival model). */
  readonly defaulted: ArrayLike<number>;
  /** Chance to have been paid back early by the end of each window (another cause); nobody does when left out. */
  readonly prepaid?: ArrayLike<number>;
}

/** What a default costs. */
export interface LossTerms {
  /** What is owed at the start of each window, in any unit of money. */
  readonly balances: ArrayLike<number>;
  /** Share of the balance that is lost in a default. */
  readonly lossGivenDefault: number;
  /** Cost of money for one window; 0 when left out. */
  readonly fundingRate?: number;
}

/**
 * Expected loss of a loan in the unit of its balances: the sum over windows of the chance to default in it x balance x loss given
 * default, discounted from the window's end (IFRS 9, B5.5.28 to B5.5.44: lifetime expected credit loss). Early repayment is
 * in the curve: who has repaid cannot default.
 *
 * @throws TallyError `LEARN_CURVE` for a curve that is no chance, falls, or does not fit the balances.
 *
 * @example
 * expectedLoss({ defaulted: [0.01, 0.02] }, { balances: [1000, 500], lossGivenDefault: 0.5 }); // 5 + 2.5
 */
export function expectedLoss(curve: LoanCurve, { balances, lossGivenDefault, fundingRate = 0 }: LossTerms): number {
  const windows = checkCurve(curve);
  if (balances.length !== windows) throw badCurve(`${balances.length} balances came with ${windows} windows`);
  let [loss, discount] = [0, 1];
  for (let j = 0; j < windows; j++) {
    discount /= 1 + fundingRate;
    loss += stepOf(curve.defaulted, j) * (balances[j] as number) * lossGivenDefault * discount;
  }
  return loss;
}

/** What a level loan costs its lender besides the principal. */
export interface PriceTerms {
  readonly lossGivenDefault: number;
  /** Cost of money for one window. */
  readonly fundingRate: number;
  /** Share of the principal that granting costs, and that the lender wants to keep. */
  readonly margin?: number;
}

/**
 * The rate for one window at which a loan of level instalments, one at each window's end, is worth what it costs: the expected
 * instalments, early repayments and recoveries, discounted, equal principal + margin.
 *
 * @returns undefined when no rate below 10 (1000 % for one window) is enough.
 * @throws TallyError `LEARN_CURVE`
 */
export function breakEvenRate(curve: LoanCurve, terms: PriceTerms): number | undefined {
  checkCurve(curve);
  const wanted = 1 + (terms.margin ?? 0);
  let [low, high] = [0, 10];
  if (valueOfLoan(curve, terms, low) >= wanted) return 0;
  if (valueOfLoan(curve, terms, high) < wanted) return undefined;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (valueOfLoan(curve, terms, middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** Discounted expected payments on a principal of 1. */
function valueOfLoan(
  { defaulted, prepaid }: LoanCurve,
  { lossGivenDefault, fundingRate }: PriceTerms,
  rate: number,
): number {
  const windows = defaulted.length;
  let annuity = 0;
  for (let j = 0; j < windows; j++) annuity = (annuity + 1) / (1 + rate);
  const instalment = 1 / annuity;
  let [balance, discount, value] = [1, 1, 0];
  for (let j = 0; j < windows; j++) {
    discount /= 1 + fundingRate;
    const owed = balance * (1 + rate);
    const early = prepaid === undefined ? 0 : stepOf(prepaid, j);
    const late = stepOf(defaulted, j);
    const alive = 1 - (defaulted[j] as number) - (prepaid?.[j] ?? 0);
    value += discount * (alive * instalment + early * owed + late * balance * (1 - lossGivenDefault));
    balance = owed - instalment;
  }
  return value;
}

/** Chance of window j alone. */
function stepOf(cumulative: ArrayLike<number>, j: number): number {
  return (cumulative[j] as number) - (j === 0 ? 0 : (cumulative[j - 1] as number));
}

function checkCurve({ defaulted, prepaid }: LoanCurve): number {
  const windows = defaulted.length;
  if (windows === 0) throw badCurve('it has no window');
  if (prepaid !== undefined && prepaid.length !== windows) {
    throw badCurve(`defaults have ${windows} windows, early repayments ${prepaid.length}`);
  }
  for (let j = 0; j < windows; j++) {
    const gone = (defaulted[j] as number) + (prepaid?.[j] ?? 0);
    const isRising = stepOf(defaulted, j) >= 0 && (prepaid === undefined || stepOf(prepaid, j) >= 0);
    if (!isRising || !(gone <= 1 + 1e-9)) throw badCurve(`window ${j} holds ${gone}, after less or beyond 1`);
  }
  return windows;
}

function badCurve(what: string): TallyError {
  return new TallyError('LEARN_CURVE', `the curve cannot be used: ${what}`, {
    hint: 'give chances by the end of each window, from 0 to 1 and never falling, as a survival model predicts them',
  });
}
