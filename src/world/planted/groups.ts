import type { Rng } from '#base';
import type { WorldPack } from '../pack.ts';
import { SEASON_DAYS, type Cast, type Script } from './casting.ts';
import { scripts } from './scripts/scripts.ts';

/** Rows that one group after another fills, every second season. */
export interface Group {
  readonly number: number;
  readonly script: Script;
  readonly cast: Cast;
  readonly lookAlike: boolean;
  /** 0 or 1: the seasons in which it is filled, so that loans outlive the season of their borrowers. */
  readonly bank: number;
  readonly firstRow: number;
  readonly size: number;
}

const SEASONS_A_YEAR = 365 / SEASON_DAYS;

/** The groups of a market with that many citizens; shares of a group are drawn, so that small markets have some of them too. */
export function planGroups(citizens: number, pack: WorldPack, rng: Rng): Group[] {
  const perSeason = (citizens * pack.fraud.patterns.applicationsPerPersonYear) / SEASONS_A_YEAR;
  const groups: Group[] = [];
  let firstRow = 0;
  for (const bank of [0, 1]) {
    for (const script of scripts) {
      for (const [kind, cast] of [script.fraud, ...script.lookAlikes].entries()) {
        const draw = rng.fork('groups', `${bank}:${script.pattern}:${kind}`);
        const [smallest, largest] = cast.size;
        const wanted = (perSeason * cast.ratio * 2) / (smallest + largest);
        for (let left = Math.floor(wanted + draw.uniform()); left > 0; left--) {
          const size = smallest + draw.below(largest - smallest + 1);
          groups.push({ number: groups.length, script, cast, lookAlike: kind > 0, bank, firstRow, size });
          firstRow += size;
        }
      }
    }
  }
  return groups;
}
