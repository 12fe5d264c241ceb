import { TallyError } from '#base';
import type { Binning } from './binning.ts';
import { joinPureBins, type Prebins } from './bin-counts.ts';
import { candidateCuts } from './candidate-cuts.ts';
import { orderCategories, type CategoryOrder } from './category-order.ts';
import { instabilityOf } from './instability.ts';
import { bestPartition, type Partition } from './partition.ts';
import { segmentsOf } from './segments.ts';
import type { BinningSettings, Trend } from './settings.ts';
import { countAtMost, countValues } from './value-counts.ts';

/** One variable and its outcome, row by row. */
export interface BinningData {
  readonly feature: string;
  /** Numbers, NaN = missing; for a categorical variable indexes into `categories`. */
  readonly values: Float64Array;
  /** 1 = event, 0 = none. */
  readonly label: Float64Array;
  readonly weights?: Float64Array | undefined;
  /** Names of a categorical variable. */
  readonly categories?: readonly string[] | undefined;
  /** Period of each row, numbered from 0: bins that shift or turn between periods then lose value. */
  readonly periods?: Int32Array | undefined;
}

const SHAPES = ['ascending', 'descending', 'peak', 'valley'] as const;

/** {@link optimalBinning} of data that are checked already. */
export function binValues(data: BinningData, settings: BinningSettings): Binning {
  const special = data.categories === undefined ? settings.special.map((entry) => [entry].flat()) : [];
  const { ordinary, aside } = setAside(data, special);
  const counted = countValues({ values: ordinary, label: data.label, weights: data.weights });
  const [cleanEvents, cleanOthers] = [sumOf(counted.events), sumOf(counted.others)];
  const totals = { events: cleanEvents + sumOf(aside.events), others: cleanOthers + sumOf(aside.others) };
  const order =
    data.categories && orderCategories(counted, Math.ceil(settings.rareShare * (cleanEvents + cleanOthers)));
  const counts = order?.counts ?? counted;
  const cuts = counts.values.length === 0 ? [] : candidateCuts(counts, settings, totals.events + totals.others);
  const prebins = joinPureBins(counts, cuts);
  const instability = settings.stability > 0 ? instabilityFor({ data, ordinary, order }, prebins, settings) : undefined;
  const smoothing = prebins.isSeparated ? 0.5 : 0;
  const segments = segmentsOf(prebins.counts, { settings, totals, smoothing, instability });
  const { partition, trend } = search(segments, settings, data);
  return assemble({ data, prebins, partition, trend, order, special, aside });
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] as number;
  return sum;
}

/** Values without special codes (now NaN), and the counts of special and missing rows. */
interface SetAside {
  readonly ordinary: Float64Array;
  readonly aside: { readonly events: Float64Array; readonly others: Float64Array };
}

function setAside({ values, label, weights }: BinningData, special: readonly (readonly number[])[]): SetAside {
  const binOf = new Map(special.flatMap((codes, bin) => codes.map((code) => [code, bin] as const)));
  const ordinary = binOf.size === 0 ? values : values.slice();
  const aside = { events: new Float64Array(special.length + 1), others: new Float64Array(special.length + 1) };
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const isMissing = value !== value;
    if (!isMissing && binOf.size === 0) continue;
    const bin = isMissing ? special.length : binOf.get(value);
    if (bin === undefined) continue;
    ordinary[row] = NaN;
    const side = label[row] === 1 ? aside.events : aside.others;
    side[bin] = (side[bin] as number) + (weights?.[row] ?? 1);
  }
  return { ordinary, aside };
}

function instabilityFor(
  source: { data: BinningData; ordinary: Float64Array; order: CategoryOrder | undefined },
  prebins: Prebins,
  settings: BinningSettings,
): ReturnType<typeof instabilityOf> | undefined {
  const { data, ordinary, order } = source;
  if (data.periods === undefined) return undefined;
  const placeOf = order && new Map(order.order.map((code, place) => [code, place]));
  const prebin = new Int32Array(ordinary.length);
  for (let row = 0; row < prebin.length; row++) {
    const value = ordinary[row] as number;
    const place = placeOf === undefined ? value : (placeOf.get(value) ?? NaN);
    prebin[row] = place === place ? countAtMost(prebins.cuts, place) : -1;
  }
  const { label, weights, periods } = data;
  return instabilityOf({ prebin, prebins: prebins.cuts.length + 1, periods, label, weights }, settings.stability);
}

interface Found {
  readonly partition: Partition;
  readonly trend: Exclude<Trend, 'auto'>;
}

function search(segments: ReturnType<typeof segmentsOf>, settings: BinningSettings, data: BinningData): Found {
  const { minBins, maxBins } = settings;
  // Categories are ordered by event rate already: the only shape is a rising one.
  const wanted = data.categories !== undefined && settings.trend !== 'none' ? 'ascending' : settings.trend;
  let best: Found | undefined;
  for (const trend of wanted === 'auto' ? SHAPES : [wanted]) {
    const partition = bestPartition(segments, { trend, minBins, maxBins });
    if (partition === undefined) continue;
    if (best === undefined || partition.value > best.partition.value + 1e-9) best = { partition, trend };
  }
  if (best !== undefined) return best;
  throw new TallyError('LEARN_BINNING_INFEASIBLE', `no bins of "${data.feature}" keep all constraints`, {
    hint: `ask for fewer bins than ${minBins}, a smaller least size or difference, or another trend`,
    data: { feature: data.feature, prebins: segments.size, trend: settings.trend },
  });
}

interface Parts extends Found {
  readonly data: BinningData;
  readonly prebins: Prebins;
  readonly order: CategoryOrder | undefined;
  readonly special: number[][];
  readonly aside: SetAside['aside'];
}

function assemble({ data, prebins, partition, trend, order, special, aside }: Parts): Binning {
  const { ends } = partition;
  const splits = ends.slice(0, -1).map((end) => prebins.cuts[end] as number);
  const merged = (of: Float64Array): number[] =>
    ends.map((end, k) => sumOf(of.subarray(k === 0 ? 0 : (ends[k - 1] as number) + 1, end + 1)));
  const hasOthers = (order?.rare.length ?? 0) > 0;
  const rare = (amount: number | undefined): number[] => (hasOthers ? [amount ?? 0] : []);
  const groups = order === undefined ? [] : groupsOf(order, splits);
  return {
    feature: data.feature,
    kind: order === undefined ? 'number' : 'category',
    splits: order === undefined ? splits : [],
    groups,
    categories: [...(data.categories ?? [])],
    hasOthers,
    special,
    trend,
    isSeparated: prebins.isSeparated,
    events: [...merged(prebins.counts.events), ...rare(order?.rareEvents), ...aside.events],
    others: [...merged(prebins.counts.others), ...rare(order?.rareOthers), ...aside.others],
  };
}

function groupsOf({ order, rare }: CategoryOrder, splits: readonly number[]): number[][] {
  const groups = Array.from({ length: splits.length + 1 }, (): number[] => []);
  order.forEach((code, place) => groups[countAtMost(splits, place)]?.push(code));
  return [...groups, ...(rare.length > 0 ? [[...rare].sort((a, b) => a - b)] : [])];
}
