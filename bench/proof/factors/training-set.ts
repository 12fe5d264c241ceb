import { systemClock } from '#base';
import { bind, columnarEngine, type EventTable, type LabelTable, type LibraryFactor } from '#factors';
import type { ProofPart } from '../row.ts';
import { perFeatureSeconds } from './per-feature-sql.ts';
import { trainingSetFactors, trainingSetInput } from './training-set-input.ts';

const FULL = { events: 10_000_000, people: 100_000, labels: 100_000 };
const QUICK = { events: 1_000_000, people: 10_000, labels: 10_000 };

/** A training set of 1,000 factors, point-in-time, against one DuckDB query a factor. */
export const trainingSet: ProofPart = {
  name: 'training-set',
  async run({ seed, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    note(`making ${size.events} events`);
    const [told, labels] = trainingSetInput(size, seed);
    const { factors, events } = bind(trainingSetFactors(), told);
    note('building the training set');
    const { seconds, cpuSeconds, gigabytes } = await build(factors, events, labels);
    note('the same by one query a factor, for a few factors');
    const peer = await perFeatureSeconds(factors, { events, labels, sample: 4 });
    const about = `${labels.rows} labels x ${factors.length} factors x ${events.rows} events`;
    return [
      {
        metric: `training set, point-in-time: ${about}`,
        value: `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor), ${gigabytes.toFixed(2)} GB at the peak`,
        target: '< 30 s on 2 cores, < 4 GB',
        pass: seconds < 30 && gigabytes < 4,
      },
      {
        metric: 'the same by one DuckDB query a factor',
        value: `${((peer * factors.length) / 1).toFixed(0)} s (${peer.toFixed(2)} s a factor): ${((peer * factors.length) / seconds).toFixed(0)} times as long`,
        target: 'printed',
        pass: undefined,
      },
    ];
  },
};

async function build(factors: readonly LibraryFactor[], events: EventTable, labels: LabelTable) {
  const [started, cpu] = [systemClock.now(), process.cpuUsage()];
  await columnarEngine(factors, events, { labels, threads: 2 });
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (systemClock.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    gigabytes: process.resourceUsage().maxRSS / 1e6,
  };
}
