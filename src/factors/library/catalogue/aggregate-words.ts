import { DAY_MS } from '#base';
import { DEFAULT_PARAMETERS, type AggregateParameters } from '../definition/definition.ts';
import type { Words } from './idea.ts';

/** Phrases with `@` where the idea's words go; `@`-first Chinese reads "the idea's ...". */
const phrases: Readonly<Record<string, Words>> = {
  count: { en: 'number of @', zh: '@的次数' },
  active_days: { en: 'number of days with @', zh: '有@的天数' },
  days_since_last: { en: 'days since the latest of the @', zh: '距最近一次@的天数' },
  days_since_first: { en: 'days since the first of the @', zh: '距首次@的天数' },
  gap_mean: { en: 'mean days between successive @', zh: '@的平均间隔天数' },
  gap_min: { en: 'shortest time between successive @, in days,', zh: '@的最短间隔天数' },
  burstiness: { en: 'burstiness of @', zh: '@的突发度' },
  decay_count: { en: 'number of @, halved with every month of age', zh: '@的次数（按月减半衰减）' },
  night_share: { en: 'share of night hours among @', zh: '@的夜间占比' },
  weekend_share: { en: 'share of weekends among @', zh: '@的周末占比' },
  hour_entropy: { en: 'spread over the hours of the day of @', zh: '@的时段分散度' },
  sum: { en: 'sum of @', zh: '@合计' },
  mean: { en: 'mean of @', zh: '@均值' },
  max: { en: 'largest of @', zh: '@最大值' },
  min: { en: 'smallest of @', zh: '@最小值' },
  last: { en: 'latest of @', zh: '@最近值' },
  median: { en: 'median of @', zh: '@中位数' },
  p90: { en: '90th percentile of @', zh: '@的90分位数' },
  stddev: { en: 'standard deviation of @', zh: '@标准差' },
  cv: { en: 'relative variation of @', zh: '@变异系数' },
  gini: { en: 'concentration (Gini) of @', zh: '@集中度（基尼系数）' },
  range: { en: 'range of @', zh: '@极差' },
  trend: { en: 'trend per day of @', zh: '@日趋势' },
  change: { en: 'change from the first to the latest of @', zh: '@首末变化' },
  max_drawdown: { en: 'greatest fall of @', zh: '@最大回落' },
  decay_sum: { en: 'sum of @, halved with every month of age', zh: '@合计（按月减半衰减）' },
  decay_mean: { en: 'mean of @, recent ones weighing more', zh: '@均值（近期加权）' },
  distinct: { en: 'number of different @', zh: '不同@的个数' },
  entropy: { en: 'variety (entropy) of @', zh: '@的多样性（熵）' },
  top_share: { en: 'share of the most frequent of the @', zh: '最常见@的占比' },
  new_share: { en: 'share of new ones among the @', zh: '首次出现的@占比' },
  change_share: { en: 'share of changes between successive @', zh: '相邻@变化的占比' },
  geo_spread: { en: 'radius in km of @', zh: '@的活动半径（公里）' },
  geo_jump_max: { en: 'longest jump in km between @', zh: '@的最大跳跃（公里）' },
  distinct_pairs: { en: 'number of different pairs of @', zh: '不同@组合的个数' },
  pair_top_share: { en: 'share of the most frequent pair of @', zh: '最常见@组合的占比' },
};

/* Of yes and no the mean is a share and the sum a number. */
const ofFlags: Readonly<Record<string, Words>> = {
  mean: { en: 'share of @', zh: '@的占比' },
  sum: { en: 'number of @', zh: '@的次数' },
  last: { en: 'whether the latest is one of the @', zh: '最近一次是否为@' },
  longest_run: { en: 'longest run of @', zh: '连续@的最长次数' },
  current_run: { en: 'latest run of @', zh: '当前连续@的次数' },
  decay_mean: { en: 'share of @, recent ones weighing more', zh: '@的占比（近期加权）' },
};

const MONTH_MS = 30 * DAY_MS;

/** The words of an aggregate; of a flag it reads as a share. */
export function aggregateWords(aggregate: string, isFlag: boolean): Words {
  const found = (isFlag ? ofFlags[aggregate] : undefined) ?? phrases[aggregate];
  return found ?? { en: `${aggregate} of @`, zh: `@的${aggregate}` };
}

/** The aggregate and its parameters behind a name of the catalogue: `p90` is the quantile 0.9. */
export function aggregateNamed(name: string): { aggregate: string; parameters: AggregateParameters } {
  const percent = /^p(\d\d)$/.exec(name)?.[1];
  if (percent !== undefined) {
    return { aggregate: 'quantile', parameters: { ...DEFAULT_PARAMETERS, q: Number(percent) / 100 } };
  }
  const halfLifeMs = name.startsWith('decay_') ? MONTH_MS : DEFAULT_PARAMETERS.halfLifeMs;
  return { aggregate: name, parameters: { ...DEFAULT_PARAMETERS, halfLifeMs } };
}
