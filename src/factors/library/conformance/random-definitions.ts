import type { Rng } from '#base';
import { aggregateNames, aggregateOf } from '../aggregates/index.ts';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import type { LibraryFactor } from '../definition/definition.ts';

const WINDOWS: readonly unknown[] = [
  ...['1m', '6h', '1d', '7d', '30d', '90d', '2y', 'all'],
  ...[{ length: '7d', offset: '7d' }, { length: '30d', offset: '1d' }, { offset: '10d' }],
  ...[{ last: 1 }, { last: 3 }, { last: 3, skip: 1 }, { last: 10, length: '14d' }, { last: 10 }],
];

function filter(rng: Rng, depth = 0): unknown {
  const pick = <T>(list: readonly T[]): T => list[rng.below(list.length)] as T;
  if (depth < 2 && rng.chance(0.3)) {
    const word = pick(['and', 'or', 'not']);
    return word === 'not' ? { not: filter(rng, depth + 1) } : { [word]: [filter(rng, depth + 1), filter(rng, 2)] };
  }
  return pick<unknown>([
    { field: 'amount', op: pick(['>', '>=', '<', '<=', '=', '!=']), value: rng.below(400) - 200 },
    { field: 'category', op: pick(['=', '!=']), value: pick(['food', 'fuel', 'nothing']) },
    { field: 'category', in: ['rent', 'food'] },
    { field: 'pieces', in: [1, 2, 3] },
    { field: pick(['amount', 'category']), missing: rng.chance(0.5) },
  ]);
}

function operands(rng: Rng, input: string, pairs: boolean): Record<string, unknown> {
  const pick = <T>(list: readonly T[]): T => list[rng.below(list.length)] as T;
  const number = (): unknown =>
    pick<unknown>([
      'amount',
      'pieces',
      { op: pick(['+', '-', '*', '/']), of: ['amount', 'pieces'] },
      { op: 'abs', of: ['amount'] },
      { when: filter(rng), take: 'amount' },
    ]);
  const value = (): unknown => (input === 'any' ? pick<unknown>(['category', 'channel', 'pieces']) : number());
  if (input === 'events' && rng.chance(0.6)) return {};
  return pairs ? { value: value(), second: value() } : { value: value() };
}

/** Random definitions over the columns of `randomHistory`, every aggregate at least once when `count` allows. */
export function randomDefinitions(rng: Rng, count: number): readonly LibraryFactor[] {
  const pick = <T>(list: readonly T[]): T => list[rng.below(list.length)] as T;
  const windows = Array.from({ length: count }, (_, i) => {
    const aggregate = aggregateNames[(i + rng.below(3)) % aggregateNames.length] as string;
    const { input = 'events', pairs = false } = aggregateOf(aggregate) ?? {};
    const isPlace = aggregate.startsWith('geo_');
    const step = pick([
      ['food', 'fuel'],
      ['food', 'food'],
    ]);
    return {
      name: `f${i}`,
      entity: pick(['person', 'person', 'shop']),
      ...(rng.chance(0.4) ? { source: pick(['buy', 'view']) } : {}),
      ...(rng.chance(0.5) ? { where: filter(rng) } : {}),
      ...(isPlace ? { value: 'lat', second: 'lon' } : operands(rng, input, pairs)),
      ...(aggregate === 'transition_count' ? { value: 'category' } : {}),
      aggregate,
      window: pick(WINDOWS),
      parameters: { q: rng.uniform(), k: 1 + rng.below(3), halfLife: pick(['1h', '7d']), step, utcOffsetMinutes: 480 },
    };
  });
  const computed = ['ratio', 'difference', 'product', 'sum'].map((op) => {
    const of = [`f${rng.below(count)}`, rng.chance(0.8) ? `f${rng.below(count)}` : 2];
    return { name: `${op} of two`, op, of };
  });
  const [logged, reached, bar] = [0, 1, 2].map(() => `f${rng.below(count)}`);
  return parseDefinitions([
    ...windows,
    ...computed,
    { name: 'log of one', op: 'log', of: [logged] },
    { name: 'one at least another', op: 'at_least', of: [reached, bar] },
  ]);
}
