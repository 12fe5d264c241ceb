import type { ConsentLedger } from '../consent.ts';
import { dimensions, HALF_LIFE_MS } from '../people/dimensions.ts';
import type { Population } from '../people/population.ts';
import type { ProfileColumns } from '../people/profile-columns.ts';
import { forwardWeightFallsTo } from '../value/activity/decayed-weight.ts';
import { lifeCycleTags } from '../value/activity/life-cycle.ts';
import type { Condition } from './condition.ts';
import type { ForwardFactors } from './forward-factors.ts';

/** What conditions read. */
export interface ConditionSources {
  readonly profiles: ProfileColumns;
  readonly consents: () => ConsentLedger;
  readonly population: Population;
  /** Place of a person's tag among the tags, as of the last look at him. */
  tagOf(person: number): number;
  readonly factors: ForwardFactors;
}

/** A condition ready to be asked of a person. */
export interface CompiledCondition {
  test(person: number, now: number): boolean;
  /** The first instant after `now` at which the answer may change without an event; Infinity for never. */
  due(person: number, now: number): number;
  /** Bits of what it reads, see {@link READS}. */
  readonly reads: number;
}

/** What a change of a person can concern: a bit a dimension, then the rest. */
export const READS = {
  lifeCycle: 1 << 8,
  money: 1 << 9,
  consent: 1 << 10,
  times: 1 << 11,
  population: 1 << 12,
} as const;

const DAY = 86_400_000;

/** The `due` of a condition that time alone never changes. */
export const never = (): number => Infinity;

export function compileCondition(condition: Condition, sources: ConditionSources): CompiledCondition {
  if ('and' in condition) return combine(condition.and, sources, true);
  if ('or' in condition) return combine(condition.or, sources, false);
  if ('not' in condition) {
    const inner = compileCondition(condition.not, sources);
    return { ...inner, test: (person, now) => !inner.test(person, now) };
  }
  const { profiles, consents, population } = sources;
  if ('tag' in condition) {
    const wanted = condition.tag.reduce((bits, tag) => bits | (1 << lifeCycleTags.indexOf(tag)), 0);
    // A person is looked at whenever his tag changes: no due time of its own.
    return { test: (person) => (wanted & (1 << sources.tagOf(person))) !== 0, due: never, reads: READS.lifeCycle };
  }
  if ('dimension' in condition) return dimensionTest(condition, sources);
  if ('count' in condition) {
    const { count, atLeast } = condition;
    return { test: (person) => profiles.amount(person, count) >= atLeast, due: never, reads: READS.money };
  }
  if ('since' in condition) return sinceTest(condition, profiles);
  if ('rfm' in condition) {
    const { rfm, atLeast } = condition;
    return {
      test: (person, now) => population.grade(rfm, person, now) >= atLeast,
      due: (person, now) => (rfm === 'recency' ? population.nextRecency(person, now) : Infinity),
      reads: READS.money | READS.lifeCycle | READS.population,
    };
  }
  if ('value' in condition) {
    return {
      test: (person, now) => population.expectedMinor(person, now) >= condition.atLeast,
      due: (person, now) => (profiles.amount(person, 'loans') > 0 ? now + DAY : Infinity),
      reads: READS.money | READS.population,
    };
  }
  const { consent, purpose } = condition;
  return {
    test: (person, now) => consents().allows(person, consent, { at: now, purpose }),
    due: (person, now) => consents().nextExpiry(person, now),
    reads: READS.consent,
  };
}

function combine(conditions: readonly Condition[], sources: ConditionSources, all: boolean): CompiledCondition {
  const parts = conditions.map((condition) => compileCondition(condition, sources));
  const timed = parts.filter(({ due }) => due !== never);
  return {
    test: (person, now) => {
      for (const part of parts) if (part.test(person, now) !== all) return !all;
      return all;
    },
    due: timed.length === 0 ? never : (person, now) => earliest(timed, person, now),
    reads: parts.reduce((bits, { reads }) => bits | reads, 0),
  };
}

function earliest(parts: readonly CompiledCondition[], person: number, now: number): number {
  let next = Infinity;
  for (const part of parts) next = Math.min(next, part.due(person, now));
  return next;
}

type Of<K extends string> = Extract<Condition, Record<K, unknown>>;

function dimensionTest(
  { dimension, atLeast }: Of<'dimension'>,
  { profiles, factors }: ConditionSources,
): CompiledCondition {
  const halfLife = HALF_LIFE_MS[dimension];
  const place = dimensions.indexOf(dimension);
  const test = (person: number, now: number): boolean =>
    profiles.sumAt(person, place) >= atLeast * factors.of(place, now);
  return {
    test,
    due: (person, now) => {
      if (!test(person, now)) return Infinity;
      return Math.max(now, Math.floor(forwardWeightFallsTo(profiles.sumAt(person, place), atLeast, halfLife))) + 1;
    },
    reads: 1 << place,
  };
}

function sinceTest({ since, withinDays }: Of<'since'>, profiles: ProfileColumns): CompiledCondition {
  const window = withinDays * DAY;
  return {
    test: (person, now) => {
      const at = profiles.time(person, since);
      return at > 0 && now - at <= window;
    },
    due: (person, now) => {
      const at = profiles.time(person, since);
      const end = Math.floor(at + window) + 1;
      return at > 0 && end > now ? end : Infinity;
    },
    reads: READS.times,
  };
}
