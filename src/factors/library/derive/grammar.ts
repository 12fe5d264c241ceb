import type { EventColumn, EventTable } from '../event-table.ts';
import type { CandidateAggregate, CandidateLane } from './candidate.ts';

const named = (...names: string[]): CandidateAggregate[] => names.map((aggregate) => ({ aggregate }));

const OF_EVENTS: readonly CandidateAggregate[] = [
  ...named('count', 'active_days', 'days_since_last', 'days_since_first', 'gap_mean', 'gap_std', 'gap_min', 'gap_max'),
  ...named('burstiness', 'night_share', 'weekend_share', 'hour_entropy', 'decay_count'),
];
const OF_NUMBERS: readonly CandidateAggregate[] = [
  ...named('sum', 'mean', 'min', 'max', 'last', 'first', 'range', 'median', 'stddev', 'cv', 'skew', 'trend', 'change'),
  ...named('abs_change', 'max_drawdown', 'above_mean', 'decay_sum', 'iqr', 'gini', 'longest_run'),
  { aggregate: 'quantile', parameters: { q: 0.9 } },
];
const OF_TEXTS: readonly CandidateAggregate[] = named(
  ...['distinct', 'new_share', 'top_share', 'entropy', 'distinct_transitions', 'change_share', 'transition_entropy'],
);

/** Texts with more values than this are names, not categories. */
const CATEGORIES = 2000;
/** Values of a category that become filters. */
const VALUES = 12;
/** A column must be there in this share of a source's events to be aggregated. */
const LEAST_SHARE = 0.02;

/** Of these one person's value is compared with the events of his peers. */
const OF_PEERS = named('mean', 'last', 'min', 'max', 'median');
/** A key is a group of peers of another when it has at most this share of its values. */
const PEER_SHARE = 0.2;

/** Which columns play a part besides values: keys, times, ids. */
export interface GrammarRoles {
  readonly entities: readonly string[];
  readonly left: ReadonlySet<string>;
}

/**
 * The lanes of the grammar source x filter x value, most promising first: without a filter, against peers, then by the most
 * frequent value of each category, the second, and so on. Nothing is computed; a candidate is three numbers.
 */
export function grammarLanes(events: EventTable, { entities, left }: GrammarRoles): CandidateLane[] {
  const columns = [...events.columns].filter(([name]) => !left.has(name) && !entities.includes(name));
  const numbers = columns.filter(([, { dictionary }]) => dictionary === undefined);
  const texts = columns.filter(([, { dictionary }]) => dictionary !== undefined && dictionary.length <= CATEGORIES);
  const sources = [undefined, ...(events.source?.dictionary ?? [])];
  const filters = filtersOf(texts);
  const peers = peersOf(events, entities);
  const lanesOf = (where: CandidateLane['where'] | undefined): CandidateLane[] =>
    sources.flatMap((source) => {
      const share = shareThere(events, source);
      const there = (list: typeof columns): string[] =>
        list.filter(([name, column]) => name !== where?.field && share(column) >= LEAST_SHARE).map(([name]) => name);
      if (where !== undefined && share(events.columns.get(where.field) as EventColumn) < LEAST_SHARE) return [];
      const rows = { ...(source === undefined ? {} : { source }), ...(where === undefined ? {} : { where }) };
      return entities.flatMap((entity): CandidateLane[] => [
        { entity, ...rows, aggregates: OF_EVENTS },
        ...there(numbers).map((value) => ({ entity, ...rows, value, aggregates: OF_NUMBERS })),
        ...there(texts).map((value) => ({ entity, ...rows, value, aggregates: OF_TEXTS })),
      ]);
    });
  const [plain = [], ...filtered] = filters.map(lanesOf);
  return [...plain, ...plain.flatMap((lane) => againstPeers(lane, peers)), ...filtered.flat()];
}

function againstPeers(lane: CandidateLane, peers: ReadonlyMap<string, readonly string[]>): CandidateLane[] {
  if (lane.aggregates !== OF_NUMBERS) return [];
  return (peers.get(lane.entity) ?? []).map((group) => ({ ...lane, aggregates: OF_PEERS, peers: group }));
}

/** For each key the coarser ones, whose events can stand for peers. */
function peersOf({ columns }: EventTable, entities: readonly string[]): Map<string, readonly string[]> {
  const sizes = new Map(entities.map((entity) => [entity, new Set(columns.get(entity)?.values).size]));
  const isCoarser = (group: string, entity: string): boolean =>
    (sizes.get(group) ?? 0) <= PEER_SHARE * (sizes.get(entity) ?? 0);
  return new Map(entities.map((entity) => [entity, entities.filter((group) => isCoarser(group, entity))]));
}

function filtersOf(texts: readonly (readonly [string, EventColumn])[]): (CandidateLane['where'] | undefined)[] {
  const ranked = texts.map(([field, column]) => frequent(column).map((value) => ({ field, op: '=' as const, value })));
  const rounds = Array.from({ length: VALUES }, (_, place) => ranked.map((filters) => filters[place]));
  return [undefined, ...rounds.flat().filter((filter) => filter !== undefined)];
}

function frequent({ values, dictionary = [] }: EventColumn): string[] {
  const counts = new Float64Array(dictionary.length);
  for (const code of values) if (code === code) counts[code] = (counts[code] as number) + 1;
  const order = dictionary
    .map((_, code) => code)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  return order.slice(0, VALUES).map((code) => dictionary[code] ?? '');
}

/** The share of a source's events (of a sample of them) in which a column is not missing. */
function shareThere({ rows, source }: EventTable, wanted: string | undefined): (column: EventColumn) => number {
  const code = wanted === undefined ? NaN : (source?.dictionary?.indexOf(wanted) ?? -1);
  const stride = Math.max(1, Math.floor(rows / 50_000));
  const sample: number[] = [];
  for (let row = 0; row < rows; row += stride) {
    if (wanted === undefined || source?.values[row] === code) sample.push(row);
  }
  return ({ values }) => sample.filter((row) => !Number.isNaN(values[row])).length / Math.max(1, sample.length);
}
