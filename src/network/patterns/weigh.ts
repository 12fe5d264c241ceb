import { log } from '#base';
import type { Case } from './cases/case.ts';
import type { FraudPattern, PatternEvidence, PatternFinding } from './pattern.ts';
import { DAY, type Setting } from './setting.ts';

/** A reason as a detector gives it; cases tell when, and whom it rests on. */
export interface Reason {
  readonly what: string;
  readonly weight: number;
  readonly cases: readonly Case[];
  readonly count?: number;
  readonly with?: readonly string[];
}

/** Reasons lighter than this are not told. */
const SLIGHT = 0.05;
/** How many ids a reason names. */
const NAMED = 8;
/** What a fraud expects of its loans, as pseudo counts of bad and good; honest groups vary around the population's share. */
const FRAUD_BAD = 9;
const FRAUD_GOOD = 1.2;
const HONEST_COUNTS = 14;
const MOST = 14;

export function evidenceOf({ what, weight, cases, count, ...rest }: Reason): PatternEvidence {
  let [first, last] = [Infinity, -Infinity];
  for (const { at } of cases) {
    if (at < first) first = at;
    if (at > last) last = at;
  }
  const named = rest.with ?? cases.slice(0, NAMED).map(({ id }) => id);
  return { what, weight, count: count ?? cases.length, with: named.slice(0, NAMED), first, last };
}

/** Reasons that weigh something, heaviest first. */
export function told(reasons: readonly Reason[]): PatternEvidence[] {
  return reasons
    .filter(({ weight }) => Math.abs(weight) >= SLIGHT)
    .map(evidenceOf)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

export function sumOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { weight }) => sum + weight, 0);
}

/** How a group's loans went: the ratio of two beta-binomial likelihoods, fraud's and that of honest people of this market. */
export function outcomeReason({ outcome, badShare }: Setting, group: readonly Case[]): Reason {
  const known = group.filter(({ index }) => outcome[index] === outcome[index]);
  const bad = known.filter(({ index }) => outcome[index] === 1);
  const honest = { bad: HONEST_COUNTS * badShare, good: HONEST_COUNTS * (1 - badShare) };
  const fraud = { bad: FRAUD_BAD, good: FRAUD_GOOD };
  const good = known.length - bad.length;
  const weight = logBetaBinomial(bad.length, good, fraud) - logBetaBinomial(bad.length, good, honest);
  return {
    what: weight > 0 ? 'group-went-bad' : 'group-repays',
    weight: clamp(weight, MOST),
    cases: bad.length > 0 ? bad : known,
    count: bad.length,
  };
}

function logBetaBinomial(bad: number, good: number, prior: { bad: number; good: number }): number {
  let sum = 0;
  for (let k = 0; k < bad; k++) sum += log(prior.bad + k);
  for (let k = 0; k < good; k++) sum += log(prior.good + k);
  for (let k = 0; k < bad + good; k++) sum -= log(prior.bad + prior.good + k);
  return sum;
}

/** The same of one loan, weaker: a single failure happens to anybody. */
export function ownOutcome({ outcome, badShare }: Setting, one: Case): Reason {
  const told = outcome[one.index] as number;
  if (told !== told) return { what: 'own-default', weight: 0, cases: [one] };
  const weight = told === 1 ? log(0.88 / badShare) : log(0.12 / (1 - badShare));
  return { what: told === 1 ? 'own-default' : 'own-repayment', weight, cases: [one] };
}

export function clamp(value: number, most: number): number {
  return value > most ? most : value < -most ? -most : value;
}

/** log of the odds of a share seen in a group, from `honest` expected to `fraud` expected; k of n, damped as members are alike. */
export function shareWeight(share: number, [fraud, honest]: readonly [number, number], times: number): number {
  const ratio = share * log(fraud / honest) + (1 - share) * log((1 - fraud) / (1 - honest));
  return times * ratio;
}

export interface Verdict {
  readonly pattern: FraudPattern;
  readonly one: Case;
  readonly group: string;
  /** Nats of the pattern's rarity. */
  readonly prior: number;
  readonly reasons: readonly Reason[];
}

/** Findings below this are not worth a row: the pattern is all but excluded. */
const FLOOR = -8;

/** The finding of a case; undefined when there is next to nothing. */
export function findingOf({ pattern, one, group, prior, reasons }: Verdict): PatternFinding | undefined {
  const score = prior + sumOf(reasons);
  if (!(score > FLOOR)) return undefined;
  const evidence = told(reasons);
  const newest = evidence.reduce((last, reason) => Math.max(last, reason.last), one.at);
  return { entityKind: 'application', entity: one.id, pattern, score, at: newest, group, evidence };
}

/** Distinct people of a group. */
export function peopleOf(group: readonly Case[]): number {
  return new Set(group.map(({ person, index }) => (person >= 0 ? person : -1 - index))).size;
}

/** Days between the first and the last of a group. */
export function spanOf(group: readonly Case[]): number {
  let [first, last] = [Infinity, -Infinity];
  for (const { at } of group) {
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return group.length === 0 ? 0 : (last - first) / DAY;
}

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => value === value).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The largest of any number of values, and of 0. */
export function largest(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Share of a group that something holds for. */
export function shareOf(group: readonly Case[], holds: (one: Case) => boolean): number {
  return group.length === 0 ? 0 : group.filter(holds).length / group.length;
}
