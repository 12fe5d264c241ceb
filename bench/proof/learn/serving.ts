import { createRng, logit, systemClock } from '#base';
import { gbdt, type Model } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { askPython } from './python-peer.ts';

const TARGETS = { rowUs: 10, batchPerSecond: 1_000_000, explainMs: 1, sum: 1e-9 } as const;
const [ROWS, FEATURES] = [200_000, 30] as const;

/** One row, a batch, an explanation; and the same bits on any number of threads and in plain TypeScript. */
export const servingProof: ProofPart = {
  name: 'serving',
  async run({ seed, note }) {
    const { frame, label } = madeUp(seed);
    const train = (trees: number): Promise<Model> =>
      gbdt({ trees, maxDepth: 6, learningRate: 0.1, minChildWeight: 1 }).fit(
        frame,
        { kind: 'binary', label },
        { seed },
      );
    note('training 100, 300 and 500 trees of depth 6');
    const [small, middle, large] = [await train(100), await train(300), await train(500)];
    note('peers');
    return [
      oneRow(large),
      batch(small, frame),
      ...peers(small, frame),
      ...explanation(middle),
      await sameBits(frame, label, seed),
    ];
  },
};

function madeUp(seed: number): { frame: Frame; label: Float64Array } {
  const rng = createRng(seed).fork('serving');
  const columns = Array.from({ length: FEATURES }, () => new Float64Array(ROWS).map(() => rng.uniform()));
  const label = new Float64Array(ROWS).map((_, row) =>
    rng.chance(0.1 + 0.5 * (columns[0]?.[row] ?? 0) * (columns[1]?.[row] ?? 0)) ? 1 : 0,
  );
  return { frame: createFrame(columns.map((values, f) => [`x${f}`, float64Column(values)] as const)), label };
}

/** Best of some rounds, milliseconds a call: other work on the machine only ever adds. */
function best(calls: number, work: (i: number) => void): number {
  let least = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = systemClock.now();
    for (let i = 0; i < calls; i++) work(i);
    least = Math.min(least, (systemClock.now() - start) / calls);
  }
  return least;
}

function varied(): (i: number) => Float64Array {
  const rng = createRng(7);
  const rows = Array.from({ length: 256 }, () => Float64Array.from({ length: FEATURES }, () => rng.uniform()));
  return (i) => rows[i & 255] as Float64Array;
}

function oneRow(model: Model): ProofRow {
  const row = varied();
  const us = 1000 * best(20_000, (i) => void model.score(row(i)));
  return {
    metric: 'one row, 500 trees of depth 6',
    value: `${us.toFixed(2)} us`,
    target: `< ${TARGETS.rowUs} us`,
    pass: us < TARGETS.rowUs,
  };
}

function batch(model: Model, frame: Frame): ProofRow {
  const perSecond = (1000 * frame.rows) / best(1, () => void model.predict(frame));
  return {
    metric: `a batch of ${ROWS / 1000}k rows, 100 trees, one core`,
    value: `${(perSecond / 1e6).toFixed(2)} M rows/s`,
    target: '>= 1 M rows/s',
    pass: perSecond >= TARGETS.batchPerSecond,
  };
}

interface PeerSeconds {
  readonly batch: number;
  readonly row: number;
}

function peers(model: Model, frame: Frame): ProofRow[] {
  const size = { rows: ROWS, features: FEATURES, trees: 100 };
  const lightgbm = askPython('boosting', 'serving_peer.py', size) as PeerSeconds | undefined;
  const onnx = askPython('onnx', 'serving_onnx_peer.py', size) as PeerSeconds | undefined;
  const row = varied();
  const ours: PeerSeconds = {
    batch: best(1, () => void model.predict(frame)) / frame.rows / 1000,
    row: best(20_000, (i) => void model.score(row(i))) / 1000,
  };
  return [...against("LightGBM's", lightgbm, ours), ...against("ONNX Runtime's", onnx, ours)];
}

function against(name: string, peer: PeerSeconds | undefined, ours: PeerSeconds): ProofRow[] {
  const row = (metric: string, value: string): ProofRow => ({ metric, value, target: '-', pass: undefined });
  if (peer === undefined) return [row(`${name} time / ours`, 'skipped: tools/peers.sh')];
  const us = (seconds: number): string => (seconds * 1e6).toFixed(2);
  return (['batch', 'row'] as const).map((what) =>
    row(
      `${what === 'row' ? 'one row' : what}: ${name} time (from Python, one thread) / ours, 100 trees`,
      `${(peer[what] / ours[what]).toFixed(2)} (${us(peer[what])} us / ${us(ours[what])} us a row)`,
    ),
  );
}

function explanation(model: Model): ProofRow[] {
  const row = varied();
  const out = new Float64Array(FEATURES);
  const ms = best(100, (i) => void model.explainRow(row(i), out));
  let worst = 0;
  for (let i = 0; i < 200; i++) {
    const base = model.explainRow(row(i), out);
    const margin = out.reduce((sum, value) => sum + value, base);
    const p = model.score(row(i));
    worst = Math.max(worst, Math.abs(margin - logit(p)));
  }
  return [
    {
      metric: 'TreeSHAP of one row, 300 trees of depth 6',
      value: `${ms.toFixed(3)} ms`,
      target: `< ${TARGETS.explainMs} ms`,
      pass: ms < TARGETS.explainMs,
    },
    {
      metric: 'TreeSHAP: base and contributions against the margin, 200 rows',
      value: worst.toExponential(1),
      target: `<= ${TARGETS.sum}`,
      pass: worst <= TARGETS.sum,
    },
  ];
}

async function sameBits(frame: Frame, label: Float64Array, seed: number): Promise<ProofRow> {
  const settings = { trees: 10, maxDepth: 6 };
  const fit = async (options: object): Promise<string> => {
    const model = await gbdt(settings).fit(frame, { kind: 'binary', label }, { seed, ...options });
    return JSON.stringify(model.save().body);
  };
  const one = await fit({});
  const others = [await fit({ threads: 2 }), await fit({ threads: 4 }), await fit({ kernels: 'typescript' })];
  const isSame = others.every((text) => text === one);
  return {
    metric: `same bits on 1, 2 and 4 threads and in plain TypeScript, ${ROWS / 1000}k rows`,
    value: isSame ? 'yes' : 'no',
    target: 'yes',
    pass: isSame,
  };
}
