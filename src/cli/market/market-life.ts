import { setImmediate as nextTurn } from 'node:timers/promises';
import { civilFromDay, instantOfDay, type Day, type ManualClock } from '#base';
import { LENDING_SLOT, rulePolicy, type LearnReport } from '#lend';
import type { SnapshotFile, Tenant } from '#server';
import type { InboundEvent } from '#stream';
import type { WorldDay } from '#world';
import type { LivingWorld } from './living-world.ts';
import { dayFeedback } from './day-feedback.ts';
import { readLearnedDay, writeLearnedDay } from './learned-day.ts';

export interface MarketLifeOptions {
  /** The tenant as it is now: it is opened anew after a failed write. */
  readonly tenant: () => Tenant;
  readonly world: LivingWorld;
  readonly clock: ManualClock;
  readonly seed: number;
  /** Days lived before learning may start. */
  readonly learnFromDay: Day;
  readonly save: SnapshotFile;
  readonly onDay?: (day: Day) => void;
  readonly onLearn?: (report: LearnReport) => void;
}

/** A market that is lived day by day through the same engine that serves the API. */
export interface MarketLife {
  /** The last day that was lived whole. */
  readonly day: Day;
  /** Lives the next day: events, day close, and at the start of a month a round of learning. */
  liveDay(): Promise<void>;
  /** Writes world and hot state, so that the next start goes on from here. */
  save(): Promise<void>;
}

const CHUNK = 400;

/** Days between two snapshots of the world while history is lived. */
const SAVE_EVERY = 7;

export function createMarketLife(options: MarketLifeOptions): MarketLife {
  const { world, clock } = options;
  /** The day in hand: after a failed write it is lived again from its events, which have keys, and not skipped. */
  let inHand: WorldDay | undefined;
  return {
    get day() {
      return world.day;
    },
    async liveDay() {
      const tenant = options.tenant();
      inHand ??= await world.step(await dayFeedback(tenant, world.day));
      const { day, events } = inHand;
      // Units commit in the order they were handed over, so the next chunk is worked on while the last one is written.
      const commits: Promise<unknown>[] = [];
      for (let from = 0; from < events.length; from += CHUNK) {
        commits.push(ingestChunk(options, events.slice(from, from + CHUNK)));
        await Promise.race([Promise.all(commits), nextTurn()]);
      }
      clock.set(instantOfDay(day + 1) - 1);
      await Promise.all([...commits, tenant.engine.closeDays(day)]);
      if (isMonthStart(day + 1)) await refreshStatistics(tenant);
      if (isMonthStart(day + 1) && day >= options.learnFromDay) await learnOnce(options, day + 1);
      inHand = undefined;
      if ((day - world.startDay) % SAVE_EVERY === SAVE_EVERY - 1) await saveAll(options);
      options.onDay?.(day);
    },
    async save() {
      // A world that is ahead of the store is not saved: the next start lives the day again.
      if (inHand !== undefined) return;
      await saveAll(options);
      await options.tenant().saveState();
    },
  };
}

async function ingestChunk({ tenant, clock }: MarketLifeOptions, events: readonly InboundEvent[]): Promise<void> {
  const outcomes = tenant().engine.ingest(events, { recordAt: ({ occurredAt }) => occurredAt });
  clock.set(events.at(-1)?.occurredAt ?? 0);
  await outcomes;
}

/**
 * A year lived in a minute outruns the store's daily housekeeping: without statistics its planner takes every table for
 * an empty one, and the next start would join tens of thousands of rows in nested loops.
 */
async function refreshStatistics({ engine }: Tenant): Promise<void> {
  await engine.ports.db.script('analyze person, identifier, application, loan, instalment, payment, event_block');
}

/** A day that is lived again after a crash does not learn again: the verdict of that month stands. */
async function learnOnce(options: MarketLifeOptions, today: Day): Promise<void> {
  if ((await readLearnedDay(options.tenant())) >= today) return;
  const report = await options.tenant().retraining.learn({ seed: options.seed, today });
  await writeLearnedDay(options.tenant(), today);
  options.onLearn?.(report);
}

async function saveAll({ tenant, world, save }: MarketLifeOptions): Promise<void> {
  const bytes = await world.snapshot();
  await tenant().saveSnapshot();
  save.write({ day: world.day }, bytes);
}

function isMonthStart(day: Day): boolean {
  return civilFromDay(day).day === 1;
}

/** Deploys the starting rules when nothing is deployed yet. */
export async function deployStartingRules({ engine }: Tenant, at: number): Promise<void> {
  const { policies } = engine.ports;
  if (policies.champion(LENDING_SLOT) !== undefined) return;
  const note = { at, actor: 'system', why: 'a new installation starts on rules' };
  await policies.deploy(LENDING_SLOT, await policies.publish(rulePolicy, note), note);
}
