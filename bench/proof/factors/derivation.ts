import { systemClock } from '#base';
import { deriveFromFrames } from '#factors';
import { auc } from '#learn';
import { columnOf } from '#table';
import type { ProofPart } from '../row.ts';
import { hiddenRisk } from './hidden-risk.ts';

const FULL = { people: 40_000, labels: 100_000, candidates: 100_000, top: 500 };
const QUICK = { people: 4000, labels: 10_000, candidates: 20_000, top: 100 };

/** What somebody who knows the business would write down first. */
const HAND_MADE = [
  ...['30d', '90d', '365d'].flatMap((window) => [
    { name: `events ${window}`, entity: 'person', aggregate: 'count', window },
    { name: `inquiries ${window}`, entity: 'person', source: 'inquiry', aggregate: 'count', window },
    { name: `spent ${window}`, entity: 'person', source: 'purchase', value: 'amount', aggregate: 'sum', window },
  ]),
  { name: 'since last', entity: 'person', aggregate: 'days_since_last' },
  { name: 'shops', entity: 'person', value: 'shop', aggregate: 'distinct', window: '365d' },
  { name: 'mean amount', entity: 'person', value: 'amount', aggregate: 'mean' },
];

/** 100,000 candidates to 500 factors on a world whose true risk is known. */
export const derivation: ProofPart = {
  name: 'derivation',
  async run({ seed, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    const { events, labels, truth } = hiddenRisk(size, seed);
    const started = systemClock.now();
    const derived = await deriveFromFrames({
      ...{ events, labels, target: 'bad', roles: {}, seed, threads: 2, note },
      candidates: size.candidates,
      top: size.top,
      baseline: HAND_MADE,
      elapsedMs: () => performance.now(),
    });
    const minutes = (systemClock.now() - started) / 60_000;
    const gigabytes = process.resourceUsage().maxRSS / 1e6;
    const { baseline = NaN, derived: own } = derived.auc;
    const best = auc(columnOf(labels, 'bad', 'float64').values, truth);
    const steps = Object.entries(derived.funnel).map(([step, count]) => `${step} ${count}`);
    return [
      {
        metric: `${derived.funnel['candidates']} candidates -> ${derived.factors.length} factors on ${labels.rows} labels, ${events.rows} events`,
        value: `${minutes.toFixed(1)} min, ${gigabytes.toFixed(2)} GB at the peak of the proof; ${steps.join(' -> ')}`,
        target: '< 15 min, < 4 GB',
        pass: minutes < 15 && gigabytes < 4,
      },
      {
        metric: 'out-of-time AUC of the derived factors against a hand-made pack',
        value: `${own.toFixed(4)} against ${baseline.toFixed(4)} (true risk ${best.toFixed(4)})`,
        target: 'above the hand-made pack',
        pass: own > baseline,
      },
    ];
  },
};
