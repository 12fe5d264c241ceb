import type { WindowFactor } from '../definition/definition.ts';
import { aggregateNamed, aggregateWords } from './aggregate-words.ts';
import { entityWords } from './entities.ts';
import type { Idea, LibraryPack, Words } from './idea.ts';
import { measureOf } from './measures.ts';
import { tempos, windowOf, windowWords } from './windows.ts';

/** What values of a factor count; factors of one unit may be divided and subtracted. */
export type FactorUnit = 'minor' | 'number' | 'days' | 'share' | 'none';

/** A factor of the catalogue by hand: an idea with an aggregate and a window. */
export interface BaseFactor {
  readonly name: string;
  readonly pack: LibraryPack;
  readonly idea: Idea;
  readonly aggregate: string;
  readonly window: string;
  readonly unit: FactorUnit;
  readonly definition: WindowFactor;
}

const COUNTS = ['count', 'distinct', 'active_days', 'decay_count', 'longest_run', 'current_run', 'distinct_pairs'];
const SHARES = ['night_share', 'weekend_share', 'top_share', 'new_share', 'change_share', 'pair_top_share'];
const LIKE_VALUE = [
  'sum',
  'mean',
  'max',
  'min',
  'last',
  'median',
  'p90',
  'stddev',
  'change',
  'decay_sum',
  'decay_mean',
];

/** The factors of a pack, idea by idea. */
export function baseFactors(pack: LibraryPack): BaseFactor[] {
  return pack.ideas.flatMap((idea) => {
    const windows: readonly string[] = tempos[idea.tempo];
    const { every, longest } = measureOf(idea.measure);
    const last = windows.at(-1) ?? '';
    return [
      ...every.flatMap((aggregate) => windows.map((window) => baseFactor(pack, idea, { aggregate, window }))),
      ...longest.map((aggregate) => baseFactor(pack, idea, { aggregate, window: last })),
    ];
  });
}

interface Form {
  readonly aggregate: string;
  readonly window: string;
  /** Milliseconds by which the window ends before the instant. */
  readonly offsetMs?: number;
}

/** One factor of an idea. */
export function baseFactor(pack: LibraryPack, idea: Idea, { aggregate, window }: Form): BaseFactor {
  const { entity, source, where, value, second } = idea;
  const name = `${pack.name}.${idea.name}.${aggregate}_${window}`;
  const definition: WindowFactor = {
    kind: 'window',
    name,
    description: described(idea, { aggregate, window }),
    purposes: pack.purposes,
    ...(pack.consent === undefined ? {} : { consent: pack.consent }),
    ...(pack.withheldIn === undefined ? {} : { withheldIn: pack.withheldIn }),
    entity,
    source,
    ...(where === undefined ? {} : { where }),
    ...(value === undefined ? {} : { value }),
    ...(second === undefined ? {} : { second }),
    ...aggregateNamed(aggregate),
    window: windowOf(window),
  };
  return { name, pack, idea, aggregate, window, unit: unitOf(idea, aggregate), definition };
}

function described({ words, entity, measure }: Idea, { aggregate, window }: Form): Words {
  const phrase = aggregateWords(aggregate, measure === 'flag');
  const key = entityWords[entity] ?? { en: ` of the ${entity}`, zh: `该${entity}的` };
  const when = windowWords(window);
  return {
    en: `${phrase.en.replace('@', `${words.en}${key.en}`)} ${when.en}`,
    zh: `${when.zh}${key.zh}${phrase.zh.replace('@', words.zh)}`,
  };
}

function unitOf({ measure }: Idea, aggregate: string): FactorUnit {
  if (COUNTS.includes(aggregate)) return 'number';
  if (SHARES.includes(aggregate)) return 'share';
  if (aggregate.startsWith('days_') || aggregate.startsWith('gap_')) return 'days';
  if (measure === 'flag') return aggregate === 'sum' ? 'number' : 'share';
  return LIKE_VALUE.includes(aggregate) ? measureOf(measure).unit : 'none';
}
