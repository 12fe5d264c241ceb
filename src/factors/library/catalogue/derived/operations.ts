import type { Words } from '../idea.ts';

/** Derived factors of two base factors: which arithmetic, and the words with `@` and `#` for the two. */
export const pairOperations = {
  ratio: { op: 'ratio', words: { en: '@ divided by #', zh: '@ 与 # 之比' } },
  difference: { op: 'difference', words: { en: '@ less #', zh: '@ 减 #' } },
  cross: { op: 'product', words: { en: '@ times #', zh: '@ 与 # 的交叉' } },
} as const satisfies Readonly<Record<string, { op: string; words: Words }>>;

/** Derived factors of a base factor and the same of the window before. */
export const growthOperations = {
  before: { en: '@, one window earlier', zh: '上一窗口的@' },
  growth: { en: 'growth over the window before: @', zh: '环比：@' },
  rise: { en: 'rise over the window before: @', zh: '较上一窗口增量：@' },
} as const satisfies Readonly<Record<string, Words>>;

/** Derived factors of a base factor and the same events of his peers; `#` stands for the group. */
export const peerOperations = {
  peer_mean: { en: 'mean of the peers#: @', zh: '#平均水平：@' },
  peer_stddev: { en: 'standard deviation of the peers#: @', zh: '#离散程度：@' },
  above: { en: 'distance from the mean of the peers#: @', zh: '较#平均水平：@' },
  zscore: { en: 'deviations from the mean of the peers#: @', zh: '相对#平均水平的标准分：@' },
  decile: { en: 'deciles of the peers# that it reaches: @', zh: '在#可比对象中的十分位：@' },
} as const satisfies Readonly<Record<string, Words>>;

export type PairOperation = keyof typeof pairOperations;
export type GrowthOperation = keyof typeof growthOperations;
export type PeerOperation = keyof typeof peerOperations;
