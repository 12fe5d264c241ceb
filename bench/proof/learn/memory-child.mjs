// Trains 100 trees on a Parquet file by the built library and prints how far the memory of this process rose. Plain
// JavaScript: it runs without a loader, as an installed package would.
import { readFileSync } from 'node:fs';
import { gbdt, splitTarget } from 'tallystick/learn';
import { readTable } from 'tallystick/table';

const [file = '', trees = '100'] = process.argv.slice(2);

/** A line of /proc/self/status in MB. */
function megabytes(name) {
  const found = readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${name}:\\s+(\\d+) kB`));
  return Number(found?.[1]) / 1024;
}

const before = megabytes('VmRSS');
const { frame, label } = splitTarget(await readTable(file), 'y', { positive: '1' });
const loaded = megabytes('VmHWM');
await gbdt({
  trees: Number(trees),
  maxDepth: 6,
  learningRate: 0.1,
  minChildWeight: 1,
  rowSample: 1,
  featureSample: 1,
}).fit(frame, { kind: 'binary', label });
const peak = megabytes('VmHWM');
process.stdout.write(JSON.stringify({ before, loaded: loaded - before, peak: peak - before }));
