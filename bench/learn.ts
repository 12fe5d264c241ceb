import { spawnSync } from 'node:child_process';
import { createRng, sigmoid, systemClock } from '#base';
import { featureRow, gbdt } from '#learn';
import { createFrame, float64Column } from '#table';

/*
 * Training time of boosting as a ratio against XGBoost (hist, one thread) on the same kind of data: 100,000 x 30 uniform
 * features, 100 trees of depth 6. Without python3 and xgboost only our own time is printed. Run it with
 * `npx tsx --conditions=source bench/learn.ts`.
 */
const [ROWS, FEATURES, TREES] = [100_000, 30, 100];

const PEER = `
import time, numpy, xgboost
rng = numpy.random.default_rng(42)
x = rng.random((${ROWS}, ${FEATURES}))
m = 4 * (x[:, 0] - 0.5) + 6 * (x[:, 1] - 0.5) * (x[:, 2] - 0.5) + 2 * (x[:, 3] > 0.7)
y = (rng.random(${ROWS}) < 1 / (1 + numpy.exp(-m))).astype(float)
start = time.process_time()
xgboost.train({'objective': 'binary:logistic', 'tree_method': 'hist', 'max_depth': 6, 'eta': 0.1, 'nthread': 1},
              xgboost.DMatrix(x, y), ${TREES})
print(time.process_time() - start)
`;

function makeData() {
  const rng = createRng(42);
  const columns = Array.from({ length: FEATURES }, () => new Float64Array(ROWS).map(() => rng.uniform()));
  const at = (f: number, row: number): number => columns[f]?.[row] ?? 0;
  const label = new Float64Array(ROWS).map((_, row) => {
    const margin = 4 * (at(0, row) - 0.5) + 6 * (at(1, row) - 0.5) * (at(2, row) - 0.5) + (at(3, row) > 0.7 ? 2 : 0);
    return rng.chance(sigmoid(margin)) ? 1 : 0;
  });
  return { frame: createFrame(columns.map((values, f) => [`x${f}`, float64Column(values)] as const)), label };
}

function peerSeconds(): number | undefined {
  const run = spawnSync('python3', ['-c', PEER], { encoding: 'utf8' });
  const seconds = Number(run.stdout);
  return run.status === 0 && seconds > 0 ? seconds : undefined;
}

const { frame, label } = makeData();
const settings = { trees: TREES, learningRate: 0.1, maxDepth: 6, rowSample: 1, featureSample: 1, minChildWeight: 1 };
const start = process.cpuUsage();
const model = await gbdt(settings).fit(frame, { kind: 'binary', label });
const ours = process.cpuUsage(start).user / 1e6;
const row = featureRow(model.features, Object.fromEntries(model.features.map(({ name }, f) => [name, f / FEATURES])));
const before = systemClock.now();
for (let i = 0; i < 100_000; i++) model.score(row);
const microseconds = (systemClock.now() - before) / 100;
console.log(`boosting ${ROWS} x ${FEATURES}, ${TREES} trees of depth 6: ${ours.toFixed(2)} CPU seconds`);
console.log(`scoring one row: ${microseconds.toFixed(2)} microseconds (${TREES} trees)`);
const peer = peerSeconds();
if (peer === undefined) console.log('ratio against XGBoost: skipped, python3 with xgboost is not installed');
else console.log(`ratio against XGBoost (one thread, ${peer.toFixed(2)} CPU seconds): ${(ours / peer).toFixed(2)}`);
