import { bootstrapInterval, type Model } from '#learn';
import { must, type Day } from '#base';
import { trainScore } from '#scores';
import { createFrame, float64Column } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { plantedForms } from '../spine/look-alikes.ts';
import type { OwnLoan } from './own-loans.ts';
import { cutOf, liveFactors, type LivedApplication, type LivedFactors } from './lived-factors.ts';

const MARKET = { people: 40_000, months: 12 } as const;
const RATE = 0.01;
const TARGET = 0.9;
/** Forms that have a target; farms are printed for comparison. */
const TARGETS: ReadonlySet<string> = new Set(['loan-village', 'cultivated-number']);
/** Days after disbursement at which the platform's fraud label is known. */
const HORIZON = 91;
/** The packs that this proof judges; without them the catalogue is the one before. */
const NEW_PACKS = /^(circle|cell|block|number|book)\./;

/** Planted frauds of the last three months at 1 % of their honest look-alikes accused, with and without the packs. */
export const plantedProof: ProofPart = {
  name: 'planted',
  async run({ seed, pack, note }) {
    note(`living a ${pack} market of ${MARKET.people} people`);
    const market = liveFactors({ ...MARKET, seed, pack });
    const test = market.applications.filter(({ truth }) => truth.day >= cutOf(market));
    note(`${market.applications.length} applications, ${test.length} to be judged`);
    const old = (name: string): boolean => !NEW_PACKS.test(name);
    const before = await scores(market, test, { seed, use: old, label: investigated });
    const after = await scores(market, test, { seed, use: () => true, label: investigated });
    const beforeUnpaid = await scores(market, test, { seed, use: old, label: neverPaid });
    const afterUnpaid = await scores(market, test, { seed, use: () => true, label: neverPaid });
    const own = Float64Array.from(test, ({ truth }) => truth.trueFraudProbability);
    const scored = { before, after, beforeUnpaid, afterUnpaid, own };
    return plantedForms.flatMap((form) => rowsOf(form, test, scored));
  },
};

interface Fit {
  readonly seed: number;
  readonly use: (factor: string) => boolean;
  readonly label: FraudLabel;
}

/** Scores of the platform's learner, taught by what was known at the cut. */
async function scores(
  market: LivedFactors,
  test: readonly LivedApplication[],
  { seed, use, label }: Fit,
): Promise<Float64Array> {
  const { names } = market;
  const today = cutOf(market) - 1;
  const known = market.applications
    .flatMap(({ loan, values }) => {
      const fraud = loan && loan.disbursedDay + HORIZON <= today ? label(loan, today) : undefined;
      return loan && fraud !== undefined ? [{ day: loan.disbursedDay, values, fraud }] : [];
    })
    .toSorted((a, b) => a.day - b.day);
  const labels = Float64Array.from(known, ({ fraud }) => (fraud ? 1 : 0));
  const rows = { factors: names, vectors: known.map(({ values }) => values), labels };
  const model: Model = must(await trainScore({ rows, use, seed }), 'a model').model;
  const columns = names.flatMap((name, f) =>
    use(name) ? [[name, float64Column(Float64Array.from(test, ({ values }) => values[f] ?? NaN))] as const] : [],
  );
  return model.predict(createFrame(columns));
}

/** Whether a loan counts as fraud on that day; undefined when nobody can say. */
type FraudLabel = (loan: OwnLoan, today: Day) => boolean | undefined;

/** The platform's label: confirmed by an investigation, or 30 days past due with nothing ever paid. */
const neverPaid: FraudLabel = ({ confirmedDay, badDay, firstPaidDay }, today) =>
  confirmedDay <= today || (badDay <= today && firstPaidDay > today);

/** Confirmed by an investigation; who never paid and was not confirmed may be a fraud or an honest pauper: left out. */
const investigated: FraudLabel = (loan, today) =>
  loan.confirmedDay <= today || (neverPaid(loan, today) ? undefined : false);

interface Scored {
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** The same with the platform's label. */
  readonly beforeUnpaid: Float64Array;
  readonly afterUnpaid: Float64Array;
  readonly own: Float64Array;
}

function rowsOf(form: string, test: readonly LivedApplication[], scored: Scored): ProofRow[] {
  const frauds = test.flatMap(({ truth }, i) => (truth.fraudForm === form ? [i] : []));
  const alike = test.flatMap(({ truth }, i) => (truth.lookAlikeForm === form ? [i] : []));
  const plain = frauds.filter((i) => !test[i]?.truth.camouflaged);
  const hidden = frauds.filter((i) => test[i]?.truth.camouflaged);
  const traced = frauds.filter((i) => test[i]?.traced).length / frauds.length;
  const all = (score: Float64Array): Caught => caught(score, { frauds, alike });
  const text = ({ value, low, high }: Caught): string =>
    `${value.toFixed(3)} (95 % interval ${low.toFixed(3)} to ${high.toFixed(3)})`;
  const after = all(scored.after);
  const parts = [plain, hidden].map((part) => caught(scored.after, { frauds: part, alike }).value.toFixed(3));
  const unpaid = [scored.beforeUnpaid, scored.afterUnpaid].map((score) => all(score).value.toFixed(3)).join(' / ');
  const info = (metric: string, value: string): ProofRow => ({
    metric: `${form}: ${metric}`,
    value,
    target: '-',
    pass: undefined,
  });
  return [
    {
      metric: `${form}: caught at ${100 * RATE} % of look-alikes accused`,
      value: `${text(after)}, ${frauds.length} frauds, ${alike.length} look-alikes`,
      target: TARGETS.has(form) ? `>= ${TARGET}` : '-',
      pass: TARGETS.has(form) ? after.value >= TARGET : undefined,
    },
    info('of those not camouflaged / camouflaged', `${parts.join(' / ')} of ${plain.length} / ${hidden.length}`),
    info('the same by the catalogue without the packs', text(all(scored.before))),
    info("with the platform's label, without / with the packs", unpaid),
    info("by the exact posterior of the application's own evidence", text(all(scored.own))),
    info('ceiling: members with a trace when they applied (oracle of the truth)', traced.toFixed(3)),
    info('honest applicants of all kinds accused at that cut', accused(scored.after, test, alike)),
  ];
}

interface Groups {
  readonly frauds: readonly number[];
  readonly alike: readonly number[];
}

interface Caught {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The share of frauds above the cut that at most `RATE` of the look-alikes exceed; both are resampled. */
function caught(score: Float64Array, { frauds, alike }: Groups): Caught {
  const rows = [...frauds, ...alike];
  const labels = Float64Array.from(rows, (_, i) => (i < frauds.length ? 1 : 0));
  const order = rows.map((_, i) => i).sort((a, b) => scoreAt(score, rows, b) - scoreAt(score, rows, a));
  return bootstrapInterval(labels, (weights) => {
    let honest = 0;
    let hits = 0;
    const most = alike.length * RATE;
    for (const i of order) {
      const weight = weights[i] ?? 0;
      if (labels[i] === 1) hits += weight;
      else honest += weight;
      if (honest > most) break;
    }
    return hits / frauds.length;
  });
}

function scoreAt(score: Float64Array, rows: readonly number[], i: number): number {
  return score[rows[i] ?? -1] ?? NaN;
}

function accused(score: Float64Array, test: readonly LivedApplication[], alike: readonly number[]): string {
  const sorted = alike.map((i) => score[i] ?? NaN).sort((a, b) => b - a);
  const cut = sorted[Math.floor(alike.length * RATE)] ?? Infinity;
  const honest = test.flatMap(({ truth }, i) => (truth.fraudForm === '' ? [score[i] ?? NaN] : []));
  return `${((100 * honest.filter((value) => value > cut).length) / honest.length).toFixed(2)} % of ${honest.length}`;
}
