import { createRng, sigmoid, type Rng } from '#base';
import { ffm, fm, ftrl, logLoss, nn, type Estimator } from '#learn';
import { createFrame, float64Column, stringColumn, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';

/** Impressions with the probability that each is clicked. */
interface ClickLog {
  readonly frame: Frame;
  readonly clicked: Float64Array;
  readonly truth: Float64Array;
}

const COUNTS = { segment: 30, campaign: 40, channel: 4, hour: 24 } as const;
const TASTES = 3;

/**
 * Learners of interactions on a made-up click log: people like some campaigns and not others by three hidden tastes, hours
 * and channels matter, a price puts off. The clicks of `world` have no truth (who clicks is drawn evenly), so the log is
 * made here from its own fields.
 */
export const clickLogProof: ProofPart = {
  name: 'click-log',
  run: async ({ seed, note, quick }) => {
    const rng = createRng(seed).fork('click-log');
    const [train, test] = [drawLog(rng, 'train', quick === true ? 50_000 : 200_000), drawLog(rng, 'test', 100_000)];
    const rate = train.clicked.reduce((sum, click) => sum + click, 0) / train.clicked.length;
    const plain = logLoss(
      test.clicked,
      test.truth.map(() => rate),
    );
    const attainable = plain - logLoss(test.clicked, test.truth);
    const rows: ProofRow[] = [];
    for (const { estimator, least } of candidates()) {
      note(`${estimator.kind} on the click log`);
      const model = await estimator.fit(train.frame, { kind: 'binary', label: train.clicked }, { seed });
      const gain = plain - logLoss(test.clicked, model.predict(test.frame));
      rows.push({
        metric: `${estimator.kind}: share of the attainable log-loss gain on a click log of known truth`,
        value: `${((100 * gain) / attainable).toFixed(1)} % of ${attainable.toFixed(4)} (${train.clicked.length} impressions)`,
        target: least === undefined ? '-' : `>= ${100 * least} %`,
        pass: least === undefined ? undefined : gain >= least * attainable,
      });
    }
    return rows;
  },
};

/** FTRL knows no interactions: its row shows what these are worth. */
function candidates(): { estimator: Estimator; least: number | undefined }[] {
  return [
    { estimator: fm(), least: 0.9 },
    { estimator: ffm(), least: 0.9 },
    { estimator: nn({ batch: 256 }), least: 0.9 },
    { estimator: ftrl(), least: undefined },
  ];
}

function drawLog(rng: Rng, part: string, rows: number): ClickLog {
  const habits = habitsOf(rng.fork('habits'));
  const draw = rng.fork(part);
  const names = Object.keys(COUNTS) as (keyof typeof COUNTS)[];
  const codes = names.map((name) => Int32Array.from({ length: rows }, () => draw.below(COUNTS[name])));
  const price = new Float64Array(rows).map(() => 1 + 4 * draw.uniform());
  const truth = price.map((cost, row) =>
    sigmoid(
      habits(
        codes.map((of) => of[row] as number),
        cost,
      ),
    ),
  );
  const columns = names.map(
    (name, j) => [name, stringColumn(Array.from(codes[j] ?? [], (code) => `${name} ${code}`))] as const,
  );
  const frame = createFrame([...columns, ['price', float64Column(price)] as const]);
  return { frame, truth, clicked: truth.map((p) => Number(draw.chance(p))) };
}

function habitsOf(rng: Rng): (codes: readonly number[], price: number) => number {
  const vectors = (count: number): Float64Array[] =>
    Array.from({ length: count }, () => new Float64Array(TASTES).map(() => rng.normal()));
  const [people, campaigns, channels] = [vectors(COUNTS.segment), vectors(COUNTS.campaign), vectors(COUNTS.channel)];
  const effects = Object.values(COUNTS).map((count) => new Float64Array(count).map(() => 0.4 * rng.normal()));
  const dot = (a: Float64Array | undefined, b: Float64Array | undefined): number =>
    a?.reduce((sum, value, k) => sum + value * (b?.[k] ?? 0), 0) ?? 0;
  return (codes, price) => {
    const [segment = 0, campaign = 0, channel = 0] = codes;
    const alone = codes.reduce((sum, code, j) => sum + (effects[j]?.[code] ?? 0), 0);
    const taste = 0.6 * dot(people[segment], campaigns[campaign]) + 0.3 * dot(channels[channel], campaigns[campaign]);
    return -2.2 - 0.25 * price + alone + taste;
  };
}
