import { contentHash, TallyError } from '#base';
import { defaultPack } from './packs/default.ts';
import { hostilePack } from './packs/hostile.ts';
import { mildPack } from './packs/mild.ts';
import type { PatternParameters } from './planted/pattern.ts';

/** Parameters of one evidence class: how its members' phones, sessions and forms look (log or logit scale). */
export interface EvidenceParameters {
  /** Mean and deviation of log(calls in 30 days + 1). */
  readonly calls: readonly [number, number];
  /** Logit of distinct counterparts per call. */
  readonly distinct: readonly [number, number];
  /** Logit of the incoming share. */
  readonly incoming: readonly [number, number];
  /** Log of the seconds spent on the form. */
  readonly form: readonly [number, number];
  /** Log of (idle seconds on the form + 1). */
  readonly idle: readonly [number, number];
  /** Log of the contact book's size. */
  readonly contacts: readonly [number, number];
  /** Log of installed apps. */
  readonly apps: readonly [number, number];
  /** Log of the number's age in days; honest classes renew their numbers instead (`numberLives`). */
  readonly numberAge?: readonly [number, number];
  /** Mean of pasted fields. */
  readonly pastes: number;
  readonly emulator: number;
  readonly rooted: number;
  readonly proxy: number;
  readonly foreignTimezone: number;
  readonly charging: number;
  /** Share under 29 years old. */
  readonly young: number;
  /** Probability of each bucket of recent applications from the same home network. */
  readonly networkBuckets: readonly number[];
  /** Probability of each bucket of recent applications from the same map cell. */
  readonly cellBuckets: readonly number[];
}

/** One planted form of fraud: how often, how long, how well hidden. */
export interface RingParameters {
  /** Fraudulent applications of this form per person of the world and year. */
  readonly applicationsPerPersonYear: number;
  /** Days from one wave of a ring to its next. */
  readonly cycleDays: number;
  /** Days over which one wave applies. */
  readonly windowDays: number;
  /** Share of members who look and behave like anybody. */
  readonly camouflage: number;
}

export interface WorldPack {
  readonly name: string;
  readonly population: {
    readonly sharedDeviceShare: number;
    readonly harvestVillageShare: number;
    readonly newcomerShare: number;
    readonly shopOwnerShare: number;
    readonly medianIncomeMinor: number;
    readonly incomeDeviation: number;
  };
  /** Mean events per person and year before a person's own need and impulse scale them. */
  readonly activity: {
    readonly applications: number;
    readonly enquiries: number;
    readonly browsing: number;
    readonly sessions: number;
    readonly adsShown: number;
  };
  readonly life: {
    readonly jobLossPerMonth: number;
    readonly illnessPerMonth: number;
    readonly divorcePerMonth: number;
    /** Economic stress by month of the world, repeated; 0 is normal, 1 a recession. */
    readonly macro: readonly number[];
  };
  readonly credit: {
    readonly intercept: number;
    /** Scales everything a lender can see. */
    readonly signal: number;
    /** Deviation of the fresh noise nobody can see. */
    readonly noise: number;
    readonly lateIntercept: number;
    readonly lateSlope: number;
    /** Of those 30 days late: the share that pays before 60 and, of the rest, before 90. */
    readonly cureAfter30: number;
    readonly cureAfter60: number;
  };
  readonly fraud: {
    readonly defaultProbability: number;
    readonly firstPaymentShare: number;
    readonly confirmedShare: number;
    readonly rings: readonly [RingParameters, RingParameters, RingParameters];
    /** The patterns planted in a quarter of their own. */
    readonly patterns: PatternParameters;
  };
  /** By evidence class: ordinary, shared device, harvest village, newcomer, device farm, loan village, cultivated, handled. */
  readonly evidence: readonly EvidenceParameters[];
  /** Annual rate by product, basis points. */
  readonly aprBps: { readonly 'cash-loan': number; readonly 'shop-loan': number };
}

export const worldPackNames = ['default', 'mild', 'hostile'] as const;
export type WorldPackName = (typeof worldPackNames)[number];

const packs: Readonly<Record<WorldPackName, WorldPack>> = {
  default: defaultPack,
  mild: mildPack,
  hostile: hostilePack,
};

/**
 * The parameter pack of that name.
 *
 * @throws TallyError `WORLD_PACK_UNKNOWN` for any other name.
 */
export function worldPack(name: string): WorldPack {
  const known = worldPackNames.find((candidate) => candidate === name);
  if (known !== undefined) return packs[known];
  throw new TallyError('WORLD_PACK_UNKNOWN', `there is no parameter pack "${name}"`, {
    hint: `use one of: ${worldPackNames.join(', ')}`,
  });
}

/** The content address of a pack: every proof prints it. */
export function worldPackHash(pack: WorldPack): string {
  return contentHash(pack);
}
