import { systemClock } from '#base';
import { worldStats, type WorldStats } from '#world';
import type { ProofOptions, ProofPart, ProofRow } from '../row.ts';

const MARKET = { people: 20_000, months: 12 } as const;

/** The simulated market beside the published figures that its default pack was fitted to. */
export const marketFigures: ProofPart = {
  name: 'market-figures',
  run: async ({ seed, pack, note }) => {
    note(`living a ${pack} market of ${MARKET.people} people under rules`);
    const rules = worldStats({ ...MARKET, seed, pack, policy: 'rules', clock: systemClock });
    note('living it again, lending to everybody');
    const open = worldStats({ ...MARKET, seed, pack, policy: 'accept-all', clock: systemClock });
    return [...describeRules(rules, pack), ...describeTruth(open, { seed, pack })];
  },
};

interface Range {
  readonly low: number;
  readonly high: number;
}

/** A row with a range to lie in; only the default pack was fitted, the others are printed for comparison. */
function ranged(metric: string, value: number, { low, high, pack }: Range & { pack: string }): ProofRow {
  const isShare = high < 0.4;
  const show = (x: number): string => (isShare ? `${(100 * x).toFixed(1)} %` : x.toFixed(3));
  const pass = pack === 'default' ? value >= low && value <= high : undefined;
  return { metric, value: show(value), target: pass === undefined ? '-' : `${show(low)} to ${show(high)}`, pass };
}

function describeRules(rules: WorldStats, pack: string): ProofRow[] {
  return [
    ranged('market: approved by plain rules', rules.approvalRate, { low: 0.15, high: 0.35, pack }),
    ranged('market: D1 entry', rules.d1EntryRate, { low: 0.06, high: 0.08, pack }),
    ranged('market: seasoned loans ever 90+ days late', rules.ever90Rate, { low: 0.01, high: 0.02, pack }),
    ranged('market: fraud among applications', rules.fraudShare, { low: 0.02, high: 0.05, pack }),
  ];
}

function describeTruth(open: WorldStats, { seed, pack }: Pick<ProofOptions, 'seed' | 'pack'>): ProofRow[] {
  const { credit, fraud } = open.attainable;
  const speed = `${open.personMonthsPerMinute} person-months/min, ${open.eventsPerSecond} events/s`;
  return [
    ranged('market: attainable credit KS', credit?.ks ?? NaN, { low: 0.45, high: 0.6, pack }),
    ranged('market: attainable fraud KS', fraud?.ks ?? NaN, { low: 0.7, high: 0.85, pack }),
    {
      metric: 'market: speed on one core',
      value: speed,
      target: '>= 1000000 person-months/min',
      pass: open.personMonthsPerMinute >= 1_000_000,
    },
    { metric: 'market: seed, pack, hash', value: `${seed}, ${pack}, ${open.packHash}`, target: '-', pass: undefined },
  ];
}
