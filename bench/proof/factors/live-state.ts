import { createRng, systemClock } from '#base';
import { bind, columnarEngine, LiveFactors, plainValue, type LiveEvent } from '#factors';
import type { ProofPart } from '../row.ts';
import { trainingSetFactors, trainingSetInput } from './training-set-input.ts';

const FULL = { events: 1_000_000, people: 10_000, labels: 1000 };
const QUICK = { events: 200_000, people: 2000, labels: 200 };

/** Live factors of a stream of events: speed, memory, and their bits against the backfill of the same events. */
export const liveState: ProofPart = {
  name: 'live-state',
  async run({ seed, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    const [told, labels] = trainingSetInput(size, seed);
    const definitions = trainingSetFactors();
    const events = Array.from({ length: told.rows }, (_, row): LiveEvent => {
      const fields = Object.fromEntries([...told.columns].map(([name, column]) => [name, plainValue(column, row)]));
      return { occurred: told.occurred[row] ?? NaN, recorded: told.recorded?.[row] ?? NaN, fields };
    });
    const live = new LiveFactors(definitions);
    note(`taking in ${events.length} events`);
    const started = systemClock.now();
    for (const event of events) live.ingest(event);
    const ingested = systemClock.now();
    const key = labels.keys.get('person');
    const vectors = Array.from({ length: labels.rows }, (_, label) =>
      live.read({ person: key === undefined ? undefined : plainValue(key, label) }, labels.asOf[label] ?? NaN),
    );
    const readMs = systemClock.now() - ingested;
    const { bytes, keys } = live.state();
    const bound = bind(definitions, told);
    const { columns } = await columnarEngine(bound.factors, bound.events, { labels });
    const perSecond = events.length / ((ingested - started) / 1000);
    const sample = sampledParity(vectors, columns, seed);
    return [
      {
        metric: `state updates a second, one core, ${definitions.length} factors`,
        value: `${Math.round(perSecond).toLocaleString('en')} (${Math.round(bytes / keys)} bytes a person with ${Math.round(events.length / keys)} events; a vector in ${((1000 * readMs) / labels.rows).toFixed(0)} us)`,
        target: '>= 400,000',
        pass: perSecond >= 400_000,
      },
      {
        metric: `parity: 200 factors drawn by seed, live against backfill, ${labels.rows} reads each`,
        value: `${((100 * sample.equal) / sample.cells).toFixed(sample.equal === sample.cells ? 0 : 4)} % of ${sample.cells} cells have the same bits`,
        target: '100 %',
        pass: sample.equal === sample.cells,
      },
    ];
  },
};

function sampledParity(vectors: readonly Float64Array[], columns: readonly Float64Array[], seed: number) {
  const rng = createRng(seed);
  const factors = Array.from({ length: 200 }, () => rng.below(columns.length));
  let [cells, equal] = [0, 0];
  for (const factor of factors) {
    vectors.forEach((vector, label) => {
      cells++;
      if (Object.is(vector[factor], columns[factor]?.[label])) equal++;
    });
  }
  return { cells, equal };
}
