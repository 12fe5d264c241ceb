import { auc, bootstrapInterval, gbdt, type Interval } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { chooseFactors } from '#network';
import { cutOf, thinMarket, type ThinMarket, type ThinRow } from './thin-file.ts';

/** People stay who they are, so after a year few are new: the cut is as early as outcomes allow. */
const FULL = { people: 14_000, months: 10, trainMonths: 7 };
const QUICK = { people: 6000, months: 9, trainMonths: 7 };
const TARGET = 0.03;
/** Days after which a loan that never paid has shown it: younger loans are not learned from. */
const SHOWN = 70;
/** The same for every model. */
const LEARNER = { trees: 200, maxDepth: 3, learningRate: 0.06, minChildWeight: 5, featureSample: 0.3, rowSample: 0.7 };

/** How much graph factors add for people of whom little is known: strictly inductive, out of time. */
export const liftProof: ProofPart = {
  name: 'lift',
  async run({ seed, pack, quick, note }) {
    const { trainMonths, ...size } = quick === true ? QUICK : FULL;
    note(`living a ${pack} market of ${size.people} people, ${size.months} months, lending to everybody`);
    const market = thinMarket({ ...size, seed, pack });
    const cut = cutOf(market, trainMonths);
    const train = market.rows.filter(({ disbursedDay }) => disbursedDay + SHOWN <= cut);
    const test = market.rows.filter(({ truth }) => truth.day >= cut);
    note(`${market.events} events; learning from ${train.length} loans known at the cut, judging ${test.length}`);
    const fit = new Fit(market, { train, test, seed, cut });
    const own = await fit.scores((name) => market.ownNames.has(name), false);
    const ownGraph = await fit.scores((name) => market.ownNames.has(name), true);
    const standard = await fit.scores(() => true, false);
    const both = await fit.scores(() => true, true);
    note(`${fit.chosen.length} graph factors chosen on the training rows`);
    return rowsOf(test, { own, ownGraph, standard, both });
  },
};

interface Data {
  readonly train: readonly ThinRow[];
  readonly test: readonly ThinRow[];
  readonly seed: number;
  readonly cut: number;
}

/** Trains on what was known at the cut and scores those after it. */
class Fit {
  /** Places of the graph factors that models may use. */
  readonly chosen: readonly number[];
  private readonly market: ThinMarket;
  private readonly data: Data;
  private readonly labels: Float64Array;

  constructor(market: ThinMarket, data: Data) {
    this.market = market;
    this.data = data;
    const { train, cut } = data;
    this.labels = Float64Array.from(train, ({ badDay }) => (badDay <= cut ? 1 : 0));
    const columnOf = (f: number): Float64Array => Float64Array.from(train, ({ graph }) => graph[f] as number);
    this.chosen = chooseFactors(market.graphNames, columnOf, this.labels);
  }

  async scores(use: (name: string) => boolean, withGraph: boolean): Promise<Float64Array> {
    const { train, test, seed } = this.data;
    const target = { kind: 'binary', label: this.labels } as const;
    const model = await gbdt(LEARNER).fit(this.frame(train, use, withGraph), target, { seed });
    return model.predict(this.frame(test, use, withGraph));
  }

  private frame(rows: readonly ThinRow[], use: (name: string) => boolean, withGraph: boolean): Frame {
    const { standardNames, graphNames } = this.market;
    const of = (read: (row: ThinRow) => Float64Array, f: number) =>
      float64Column(Float64Array.from(rows, (row) => read(row)[f] ?? NaN));
    const standard = standardNames.flatMap((name, f) =>
      use(name) ? [[name, of(({ standard: values }) => values, f)] as const] : [],
    );
    const chosen = withGraph ? this.chosen : [];
    const graph = chosen.map((f) => [graphNames[f] ?? '', of(({ graph: values }) => values, f)] as const);
    return createFrame([...standard, ...graph]);
  }
}

interface Scores {
  readonly own: Float64Array;
  readonly ownGraph: Float64Array;
  readonly standard: Float64Array;
  readonly both: Float64Array;
}

function rowsOf(test: readonly ThinRow[], scores: Scores): ProofRow[] {
  const thin = test.flatMap(({ isThin }, i) => (isThin ? [i] : []));
  const all = test.map((_, i) => i);
  const labels = Float64Array.from(test, ({ truth }) => truth.defaultsIfGranted);
  const bads = thin.filter((i) => labels[i] === 1).length;
  const frauds = thin.filter((i) => test[i]?.truth.fraudForm !== '').length;
  const compare = (rows: readonly number[], before: Float64Array, after: Float64Array): Compared => {
    const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i] as number);
    const label = pick(labels);
    const [old, now] = [pick(before), pick(after)];
    const gain = bootstrapInterval(label, (weights) => auc(label, now, weights) - auc(label, old, weights));
    return { before: auc(label, old), after: auc(label, now), gain };
  };
  const main = compare(thin, scores.own, scores.ownGraph);
  const attainable = Float64Array.from(test, ({ truth }) => truth.trueDefaultProbability);
  const fraud = Float64Array.from(test, ({ truth }) => (truth.fraudForm === '' ? truth.trueDefaultProbability : 2));
  const ceiling = compare(thin, attainable, fraud);
  const fixed = (value: number): string => value.toFixed(3);
  return [
    {
      metric: `thin files out of time (${thin.length}, ${bads} bad, ${frauds} frauds): AUC without and with graph factors`,
      value: told(main),
      target: `gain >= ${TARGET}`,
      pass: main.gain.value >= TARGET,
    },
    printed(
      'the same beside the 173 standard factors, which know devices, cells and contact books',
      told(compare(thin, scores.standard, scores.both)),
    ),
    printed('all applicants: own data; own data and graph', told(compare(all, scores.own, scores.ownGraph))),
    printed(
      'thin files, attainable from what events show of the applicant; if every fraud were known besides',
      `${fixed(ceiling.before)}; ${fixed(ceiling.after)}`,
    ),
  ];
}

interface Compared {
  readonly before: number;
  readonly after: number;
  readonly gain: Interval;
}

function told({ before, after, gain }: Compared): string {
  const [low, high] = [gain.low, gain.high].map((value) => value.toFixed(3));
  return `${before.toFixed(3)}, ${after.toFixed(3)}: ${gain.value.toFixed(3)} (95 % interval ${low} to ${high})`;
}

function printed(metric: string, value: string): ProofRow {
  return { metric, value, target: '', pass: undefined };
}
