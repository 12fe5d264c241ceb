/**
 * How two known, different values of a kind compare. Level 0 is "unknown", level 1 "same"; `level` answers 2 and up, and
 * the last one is "different".
 */
export interface LevelRule {
  /** Names of the levels, from 0. */
  readonly labels: readonly string[];
  level(a: string, b: string): number;
  /** Levels that need not be worth less than those before them. */
  readonly unordered?: readonly number[];
}

/** Position of the level "different". */
export function lastLevel(rule: LevelRule): number {
  return rule.labels.length - 1;
}
