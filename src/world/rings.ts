import type { Day, Rng } from '#base';
import type { RingParameters, WorldPack } from './pack.ts';
import { segment } from './people.ts';

/** A gang that works in waves: it nurses identities, borrows within a few weeks, vanishes and begins again. */
export interface Ring {
  /** The segment of its members: device farm, loan village or cultivated numbers. */
  readonly segment: number;
  /** Its group number among all groups. */
  readonly group: number;
  /** Row of its first member. */
  readonly firstSlot: number;
  readonly members: number;
  readonly phase: number;
  readonly parameters: RingParameters;
}

const YEAR = 365;
/** Days at the end of a cycle in which no new application comes, so that second tries fall into the same wave. */
const TAIL_DAYS = 15;
/** Share of members who try a second time. */
const SECOND_TRY = 0.25;

/** The rings of a market with that many citizens. */
export function planRings(citizens: number, pack: WorldPack, rng: Rng): Ring[] {
  const perForm = Math.max(1, Math.round(citizens / 4000));
  const rings: Ring[] = [];
  let slot = citizens;
  pack.fraud.rings.forEach((parameters, form) => {
    for (let i = 0; i < perForm; i++) {
      const members = membersPerRing(citizens, perForm, parameters);
      const phase = Math.floor(((i + rng.uniform()) / perForm) * parameters.cycleDays);
      const group = rings.length;
      rings.push({ segment: segment.deviceFarm + form, group, firstSlot: slot, members, phase, parameters });
      slot += members;
    }
  });
  return rings;
}

function membersPerRing(citizens: number, rings: number, parameters: RingParameters): number {
  const waves = YEAR / parameters.cycleDays;
  const perYear = citizens * parameters.applicationsPerPersonYear;
  return Math.max(4, Math.round(perYear / (rings * waves * (1 + SECOND_TRY))));
}

/** Which wave of the ring the day belongs to, and how far it has come. */
export function waveOf(ring: Ring, daysSinceStart: number): { wave: number; age: number } {
  const { cycleDays } = ring.parameters;
  const total = daysSinceStart + ring.phase;
  return { wave: Math.floor(total / cycleDays), age: total % cycleDays };
}

/** The rows of the members who apply on that day. */
export function applyingMembers(ring: Ring, daysSinceStart: number, rng: Rng): number[] {
  const { wave, age } = waveOf(ring, daysSinceStart);
  const { cycleDays, windowDays } = ring.parameters;
  const opening = cycleDays - TAIL_DAYS - windowDays;
  if (age < opening) return [];
  const rows: number[] = [];
  for (let member = 0; member < ring.members; member++) {
    const plan = rng.fork('member', (wave * 4096 + member) * 64 + ring.group);
    const first = opening + plan.below(windowDays);
    const second = plan.chance(SECOND_TRY) ? first + 3 + plan.below(10) : -1;
    if (age === first || age === second) rows.push(ring.firstSlot + member);
  }
  return rows;
}

/** The day of the year as the harvest calendar counts it. */
export function dayOfYear(day: Day): number {
  return ((day % YEAR) + YEAR) % YEAR;
}
