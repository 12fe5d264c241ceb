import { createRng, sigmoid, systemClock } from '#base';
import { gbdt, loadModel, type Model } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import type { ProofPart } from '../row.ts';

const [PEOPLE, FEATURES, MODELS, LIMIT_MS] = [100_000, 40, 200, 5] as const;

/** Two hundred models over one night's factors of a hundred thousand people, then one person scored by all of them. */
export const nightlyProof: ProofPart = {
  name: 'nightly',
  async run({ seed, note, quick }) {
    const models = quick === true ? 20 : MODELS;
    const { frame, columns } = people(seed);
    const served: Model[] = [];
    const start = systemClock.now();
    for (let number = 0; number < models; number++) {
      if (number % 20 === 0) note(`training model ${number + 1} of ${models}`);
      const label = outcome(columns, seed, number);
      const model = await gbdt({ trees: 50, maxDepth: 4, learningRate: 0.1 }).fit(
        frame,
        { kind: 'binary', label },
        { seed },
      );
      served.push(loadModel(model.save()));
    }
    const minutes = (systemClock.now() - start) / 60_000;
    const ms = scoreByAll(served, columns);
    const how = `${models} models, ${PEOPLE / 1000}k made-up people x ${FEATURES} factors, 50 trees of depth 4`;
    return [
      {
        metric: `nightly training on one thread: ${how}`,
        value: `${minutes.toFixed(1)} min`,
        target: '-',
        pass: undefined,
      },
      {
        metric: `one person scored by all ${models}`,
        value: `${ms.toFixed(2)} ms`,
        target: `< ${LIMIT_MS} ms`,
        pass: ms < LIMIT_MS,
      },
    ];
  },
};

function people(seed: number): { frame: Frame; columns: readonly Float64Array[] } {
  const rng = createRng(seed).fork('nightly');
  const columns = Array.from({ length: FEATURES }, () => new Float64Array(PEOPLE).map(() => rng.normal()));
  return { frame: createFrame(columns.map((values, f) => [`x${f}`, float64Column(values)] as const)), columns };
}

/** Each model has its own outcome, driven by three factors. */
function outcome(columns: readonly Float64Array[], seed: number, number: number): Float64Array {
  const rng = createRng(seed).fork('outcome', number);
  const [a, b, c] = [rng.below(FEATURES), rng.below(FEATURES), rng.below(FEATURES)];
  const at = (f: number, row: number): number => columns[f]?.[row] ?? 0;
  return new Float64Array(PEOPLE).map((_, row) =>
    rng.chance(sigmoid(-2 + at(a, row) + 0.7 * at(b, row) * (at(c, row) > 0 ? 1 : 0))) ? 1 : 0,
  );
}

/** Mean over people, after one pass that warms up; the clock counts whole milliseconds. */
function scoreByAll(models: readonly Model[], columns: readonly Float64Array[]): number {
  const rows = Array.from({ length: 200 }, (_, person) =>
    Float64Array.from(columns, (values) => values[person] as number),
  );
  const pass = (): void => {
    for (const row of rows) for (const model of models) model.score(row);
  };
  pass();
  const start = systemClock.now();
  for (let round = 0; round < 5; round++) pass();
  return (systemClock.now() - start) / (5 * rows.length);
}
