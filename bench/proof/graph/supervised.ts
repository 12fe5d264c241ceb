import { must } from '#base';
import { auc, averagePrecision, bootstrapInterval, type Model } from '#learn';
import { ApplicantReader, chooseFactors } from '#network';
import { trainScore, type TrainingRows } from '#scores';
import type { ProofPart, ProofRow } from '../row.ts';
import { chanceOf, judgedMarket, rowsKnownAt, type JudgedMarket, type JudgedRow } from './judged-market.ts';

const FULL = { people: 14_000, months: 10, trainMonths: 7, detectEvery: 7 };
const QUICK = { people: 8000, months: 9, trainMonths: 7, detectEvery: 14 };
/** Chance at which a detector accuses, and those at which the model is looked at. */
const [HALF, CHANCES] = [0.5, [0.5, 0.3, 0.2, 0.1]];

/** What a model of confirmed frauds adds to the detectors: applications behind a cut, learned from what was known at it. */
export const supervisedProof: ProofPart = {
  name: 'supervised',
  async run({ seed, pack, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    note(`living a ${pack} market of ${size.people} people, ${size.months} months, lending to everybody`);
    const market = judgedMarket({ ...size, seed, pack });
    const rows = rowsKnownAt(market);
    const frauds = rows.labels.reduce((sum, label) => sum + label, 0);
    note(
      `${market.events} events; learning from ${rows.labels.length} applications, ${frauds} of them confirmed frauds`,
    );
    const trained = await trainScore({ rows, use: () => true, choose, seed });
    if (trained === undefined) {
      return [
        { metric: 'learned from verdicts', value: `too few: ${frauds} confirmed frauds`, target: '', pass: undefined },
      ];
    }
    const test = market.rows.filter(({ truth }) => truth.day >= market.cut);
    return [
      printed(
        'known at the cut: applications, confirmed frauds; factors of the model; applications behind it, frauds',
        `${rows.labels.length}, ${frauds}; ${trained.model.features.length}; ${test.length}, ${test.filter(isFraud).length}`,
      ),
      ...compared(test, scoresOf(market, test, trained.model), size.detectEvery),
    ];
  },
};

function choose({ factors, vectors, labels }: TrainingRows): ReadonlySet<string> {
  const columnOf = (f: number): Float64Array => Float64Array.from(vectors, (vector) => vector[f] as number);
  return new Set(chooseFactors(factors, columnOf, labels).map((f) => must(factors[f], `factor ${f}`)));
}

interface Scores {
  readonly detectors: Float64Array;
  readonly learned: Float64Array;
  /** The chance that at least one of the two is right, were they independent. */
  readonly both: Float64Array;
}

function scoresOf({ network }: JudgedMarket, test: readonly JudgedRow[], model: Model): Scores {
  const reader = new ApplicantReader(
    network,
    model.features.map(({ name }) => name),
  );
  const detectors = Float64Array.from(test, ({ found }) => chanceOf(found));
  const learned = Float64Array.from(test, ({ applied }) => model.score(reader.read(applied)));
  const both = learned.map((chance, i) => 1 - (1 - chance) * (1 - (detectors[i] as number)));
  return { detectors, learned, both };
}

const isFraud = ({ truth }: JudgedRow): boolean => truth.fraudForm !== '';

function compared(test: readonly JudgedRow[], scores: Scores, every: number): ProofRow[] {
  const all = test.map((_, i) => i);
  const missed = all.filter((i) => (test[i]?.found ?? 0) < 0);
  const count = (rows: readonly number[]): number => rows.filter((i) => isFraud(test[i] as JudgedRow)).length;
  const of = (rows: readonly number[], words: string): ProofRow[] => {
    const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i] as number);
    const label = Float64Array.from(rows, (i) => (isFraud(test[i] as JudgedRow) ? 1 : 0));
    const { detectors, learned, both } = {
      detectors: pick(scores.detectors),
      learned: pick(scores.learned),
      both: pick(scores.both),
    };
    return [['AUC', auc] as const, ['average precision', averagePrecision] as const].map(([name, measure]) => {
      const told = [detectors, learned, both].map((values) => {
        const { value, low, high } = bootstrapInterval(label, (weights) => measure(label, values, weights));
        return `${fixed(value)} (${fixed(low)} to ${fixed(high)})`;
      });
      const gain = bootstrapInterval(
        label,
        (weights) => measure(label, both, weights) - measure(label, detectors, weights),
      );
      return {
        metric: `${words} (${count(rows)} frauds of ${rows.length}), ${name}: detectors; learned; both; gain of both over detectors`,
        value: `${told.join('; ')}; ${fixed(gain.value)} (${fixed(gain.low)} to ${fixed(gain.high)})`,
        target: 'gain, its interval above 0',
        pass: gain.low > 0,
      };
    });
  };
  return [
    ...of(all, `applications behind the cut, detectors up to ${every} days later`),
    ...of(missed, 'those on whom no detector speaks at its threshold'),
    accused(test, scores),
  ];
}

/** Frauds and honest people at or above a chance: of the detectors at their threshold, and of the model at several. */
function accused(test: readonly JudgedRow[], { detectors, learned }: Scores): ProofRow {
  const told = (isMeant: (i: number) => boolean): string => {
    const count = (isGuilty: boolean): number =>
      test.filter((row, i) => isFraud(row) === isGuilty && isMeant(i)).length;
    return `${count(true)} and ${count(false)}`;
  };
  const found = (i: number): boolean => (detectors[i] as number) >= HALF;
  const beyond = CHANCES.map((chance) => told((i) => !found(i) && (learned[i] as number) >= chance));
  return printed(
    `frauds and honest people accused: by detectors; besides them by the model at a chance of ${CHANCES.join(', ')}`,
    `${told(found)}; ${beyond.join('; ')}`,
  );
}

function fixed(value: number): string {
  return value.toFixed(3);
}

function printed(metric: string, value: string): ProofRow {
  return { metric, value, target: '', pass: undefined };
}
