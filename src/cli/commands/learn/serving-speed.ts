import { systemClock } from '#base';
import type { Model } from '#learn';
import type { Frame } from '#table';

/** Calls that are timed together. */
const ROW_CALLS = 50_000;
const EXPLAIN_CALLS = 200;

/** How fast a model scores a row, a batch, and explains. */
export interface ServingSpeed {
  readonly rowMicroseconds: number;
  readonly batchRowsPerSecond: number;
  readonly explainMilliseconds: number;
}

/** Measures a model on this machine. */
export function servingSpeed(model: Model, frame: Frame): ServingSpeed {
  const row = new Float64Array(model.features.length).fill(0.4);
  const out = new Float64Array(row.length);
  const timed = (calls: number, work: (i: number) => void): number => {
    for (let i = 0; i < calls / 10; i++) work(i);
    const start = systemClock.now();
    for (let i = 0; i < calls; i++) work(i);
    return (systemClock.now() - start) / calls;
  };
  const varied = (i: number): Float64Array => {
    row[i % row.length] = (i % 97) / 97;
    return row;
  };
  const rowMs = timed(ROW_CALLS, (i) => void model.score(varied(i)));
  const explainMilliseconds = timed(EXPLAIN_CALLS, (i) => void model.explainRow(varied(i), out));
  const batchMs = timed(1, () => void model.predict(frame));
  return {
    rowMicroseconds: rowMs * 1000,
    batchRowsPerSecond: (1000 * frame.rows) / batchMs,
    explainMilliseconds,
  };
}
