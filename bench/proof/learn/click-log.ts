import { ffm, fm, ftrl, logLoss, nn, type Estimator } from '#learn';
import { columnOf, dictionaryColumn, drop, filter, withColumn, type Frame } from '#table';
import { clickLog } from '#world';
import type { ProofPart, ProofRow } from '../row.ts';

/** A stretch of a click log: what the advertiser knew, who clicked, and the hidden probabilities. */
interface Stretch {
  readonly frame: Frame;
  readonly clicked: Float64Array;
  readonly truth: Float64Array;
}

const DAYS = 90;
/** The first 60 days teach, the last 30 judge. */
const TRAINING_DAYS = 60;

/**
 * Learners of interactions on the click log of `world`: out of time, against the true probabilities. Everything that is
 * chosen by looking (epochs, settings) is chosen inside the training days; the judged days are seen once, at the end.
 */
export const clickLogProof: ProofPart = {
  name: 'click-log',
  run: async ({ seed, pack, note, quick }) => {
    const impressions = quick === true ? 150_000 : 900_000;
    const { train, test } = drawStretches({ seed, pack, impressions });
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
        metric: `${estimator.kind}: share of the attainable log-loss gain on world's click log, later month`,
        value: `${((100 * gain) / attainable).toFixed(1)} % of ${attainable.toFixed(4)} (${train.clicked.length} impressions)`,
        target: least === undefined ? '-' : `>= ${100 * least} %`,
        pass: least === undefined ? undefined : gain >= least * attainable,
      });
    }
    return rows;
  },
};

/**
 * Rates and batch were chosen on days 49 to 60 of the log of another world (seed 7) after training on its first 48 days,
 * from 0.05, 0.1, 0.2 (FM), 0.1, 0.2 (FFM) and 0.001, 0.002 (network, where they hardly differ: the default stays). How
 * many epochs to take, each fit finds out on a tenth of its training rows. FTRL knows no interactions: its row shows what
 * these are worth.
 */
function candidates(): { estimator: Estimator; least: number | undefined }[] {
  return [
    { estimator: fm({ learningRate: 0.1 }), least: 0.9 },
    { estimator: ffm({ learningRate: 0.2 }), least: 0.9 },
    { estimator: nn({ batch: 256 }), least: 0.9 },
    { estimator: ftrl(), least: undefined },
  ];
}

function drawStretches(options: { seed: number; pack: string; impressions: number }): {
  train: Stretch;
  test: Stretch;
} {
  const { frame, truth, startDay } = clickLog({ people: 10_000, days: DAYS, ...options });
  const day = columnOf(frame, 'day', 'date').values;
  const probability = columnOf(truth, 'true_click_probability', 'float64').values;
  const clicked = columnOf(frame, 'clicked', 'int32').values;
  const features = asCategories(drop(frame, ['impression_id', 'shown_at', 'day', 'id_cookie', 'clicked']));
  const stretch = (isIn: (day: number) => boolean): Stretch => {
    const rows = Uint8Array.from(day, (of) => Number(isIn(of)));
    return {
      frame: filter(features, rows),
      clicked: Float64Array.from(clicked).filter((_, row) => rows[row] === 1),
      truth: probability.filter((_, row) => rows[row] === 1),
    };
  };
  const until = startDay + TRAINING_DAYS;
  return { train: stretch((of) => of < until), test: stretch((of) => of >= until) };
}

/** The hour and the weekday go round: they are names, not amounts. */
function asCategories(frame: Frame): Frame {
  let out = frame;
  for (const [name, most] of [
    ['hour', 23],
    ['weekday', 7],
  ] as const) {
    const names = Array.from({ length: most + 1 }, (_, n) => `${name} ${n}`);
    out = withColumn(out, name, dictionaryColumn(columnOf(frame, name, 'int32').values, names));
  }
  return out;
}
