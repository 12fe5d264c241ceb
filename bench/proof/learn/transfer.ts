import { addMonths, createRng } from '#base';
import { auc, gbdt, pickRows, type Model, type Task } from '#learn';
import { take, type Frame } from '#table';
import { acceptAllPolicy } from '../accept-all.ts';
import { liveMarket } from '../lived-market.ts';
import { factorFrame } from '../out-of-time.ts';
import type { ProofPart, ProofRow } from '../row.ts';

const MARKET = { people: 20_000, months: 6, trainMonths: 4 } as const;
/** Labels of each scene; the smallest is the one that others are to help. */
const LABELS = [500, 800, 1200, 1600, 2000, 2400] as const;
const TARGETS = { gain: 0.02, loss: 0.005 } as const;
const SETTINGS = { trees: 150, maxDepth: 3, learningRate: 0.05 } as const;

/**
 * Six scenes of a lived market (its people dealt to six partners, so that risk is alike and labels differ in number): trees shared
 * by all scenes against one model per scene, judged on the applications of the last two months.
 */
export const transferProof: ProofPart = {
  name: 'transfer',
  async run({ seed, pack, note }) {
    const { people, months, trainMonths } = MARKET;
    note(`living a ${pack} market of ${people} people for ${months} months`);
    const market = await liveMarket({ people, months, seed, pack, policy: acceptAllPolicy, note });
    try {
      const { truth, startDay, tenant } = market;
      const frame = await factorFrame(tenant, truth, startDay);
      const cut = addMonths(startDay, trainMonths);
      const label = Float64Array.from(truth, (row) => row.defaultsIfGranted);
      const scene = scenesOf(truth, seed);
      const days = truth.map(({ day }) => day);
      note('training');
      return await judge({ frame, label, scene, isLater: (row) => (days[row] as number) >= cut }, seed);
    } finally {
      await market.close();
    }
  },
};

interface Scenes {
  readonly frame: Frame;
  readonly label: Float64Array;
  /** Scene of each application. */
  readonly scene: Int32Array;
  isLater(row: number): boolean;
}

/** A person belongs to one scene. */
function scenesOf(truth: readonly { readonly personIndex: number }[], seed: number): Int32Array {
  const rng = createRng(seed).fork('scenes');
  return Int32Array.from(truth, ({ personIndex }) => rng.fork('person', personIndex).below(LABELS.length));
}

async function judge({ frame, label, scene, isLater }: Scenes, seed: number): Promise<ProofRow[]> {
  const rows = Int32Array.from(label.keys());
  const train = LABELS.map((count, s) => rows.filter((row) => scene[row] === s && !isLater(row)).slice(0, count));
  const test = LABELS.map((_, s) => rows.filter((row) => scene[row] === s && isLater(row)));
  const all = Int32Array.from(train.flatMap((part) => [...part])).sort();
  const tasks = LABELS.map((_, s): Task => {
    const own = Float64Array.from(all, (row) => (scene[row] === s ? (label[row] as number) : NaN));
    return { name: `scene ${s}`, label: own };
  });
  const together = await gbdt(SETTINGS).fit(take(frame, all), { kind: 'tasks', tasks }, { seed });
  const results: { readonly alone: number; readonly shared: number }[] = [];
  for (const [s, part] of train.entries()) {
    const held = test[s] as Int32Array;
    const judged = take(frame, held);
    const alone = await gbdt(SETTINGS).fit(
      take(frame, part),
      { kind: 'binary', label: pickRows(label, part) },
      { seed },
    );
    const known = pickRows(label, held);
    results.push({ alone: auc(known, alone.predict(judged)), shared: auc(known, taskScores(together, judged, s)) });
  }
  return rowsOf(results, train, test);
}

function taskScores(model: Model, frame: Frame, task: number): Float64Array {
  return model.predict(frame).subarray(task * frame.rows, (task + 1) * frame.rows);
}

function rowsOf(
  results: readonly { readonly alone: number; readonly shared: number }[],
  train: readonly Int32Array[],
  test: readonly Int32Array[],
): ProofRow[] {
  const gains = results.map(({ alone, shared }) => shared - alone);
  const smallest = gains[0] as number;
  const worst = Math.min(...gains);
  const list = results.map(
    ({ alone, shared }, s) => `${train[s]?.length}: ${alone.toFixed(3)} -> ${shared.toFixed(3)}`,
  );
  const { alone, shared } = results[0] as { alone: number; shared: number };
  return [
    {
      metric: `transfer: AUC gain on the smallest of six scenes (${train[0]?.length} labels, ${test[0]?.length} judged)`,
      value: `${smallest.toFixed(4)} (${alone.toFixed(4)} -> ${shared.toFixed(4)})`,
      target: `>= ${TARGETS.gain}`,
      pass: smallest >= TARGETS.gain,
    },
    {
      metric: 'transfer: the scene that gains least',
      value: `${worst.toFixed(4)} (${list.join(', ')})`,
      target: `>= -${TARGETS.loss}`,
      pass: worst >= -TARGETS.loss,
    },
  ];
}
