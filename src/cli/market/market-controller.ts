import { addMonths, formatDay, messageOf, type Day, type Log, type ManualClock } from '#base';
import type { LearnReport } from '#lend';
import type { Market, MarketView, Platform, SnapshotFile } from '#server';
import { MAIN_TENANT } from '#server';
import { startWorldInWorker, type WorldHandle } from '#world';
import { createMarketLife, deployStartingRules, type MarketLife } from './market-life.ts';
import type { MarketPlan } from './market-plan.ts';

/** A plan with a market in it. */
export type LivedPlan = Extract<MarketPlan, { kind: 'market' }>;

export interface ControllerOptions {
  readonly platform: Platform;
  readonly clock: ManualClock;
  readonly plan: LivedPlan;
  readonly save: SnapshotFile;
  /** The world of `save`, on its way; a new one is founded without it. */
  readonly saved: Promise<WorldHandle> | undefined;
  readonly daysPerMinute: number;
  readonly report: Log;
  readonly onDay: (progress: HistoryProgress) => void;
  readonly onLearn: (report: LearnReport) => void;
}

export interface HistoryProgress {
  readonly day: Day;
  /** Days lived and to live until the history is done. */
  readonly lived: number;
  readonly total: number;
}

/** Days between two files of people and open loans. */
const SAVE_STATE_EVERY = 7;

/** Wait after a failed write: a full disk does not empty itself at once. */
const RETRY_MS = 1000;

/** The simulated market of an installation: lives its history, then a day every so often, until stopped. */
export interface MarketController extends Market {
  /** Lives the history and goes on; resolves when stopped. */
  run(): Promise<void>;
  /** Waits for the day in hand, saves, and ends. */
  stop(): Promise<void>;
}

/** Days before which there is nothing to learn from: a loan needs about three months to show what it is. */
const LEARN_AFTER_DAYS = 140;

export async function openMarketController(options: ControllerOptions): Promise<MarketController> {
  const { people, seed, pack } = options.plan;
  const world = await (options.saved ?? startWorldInWorker({ options: { people, seed, pack } }));
  return new Controller(options, world);
}

/** Wakes the world that was saved, if one was: in a thread of its own, while the store opens. */
export function wakeSavedWorld(save: SnapshotFile): Promise<WorldHandle> | undefined {
  const saved = save.read();
  if (saved === undefined) return undefined;
  const world = startWorldInWorker({ snapshot: saved.bytes });
  world.catch(() => undefined); // whoever awaits it is told
  return world;
}

class Controller implements MarketController {
  private readonly options: ControllerOptions;
  private readonly world: WorldHandle;
  private readonly life: MarketLife;
  private readonly lastDay: Day;
  private isPaused = false;
  private isStopping = false;
  private daysPerMinute: number;
  private wake: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(options: ControllerOptions, world: WorldHandle) {
    this.options = options;
    this.world = world;
    this.daysPerMinute = options.daysPerMinute;
    this.lastDay = addMonths(world.startDay, options.plan.months) - 1;
    this.life = createMarketLife({
      tenant: () => options.platform.tenant(MAIN_TENANT),
      world,
      clock: options.clock,
      seed: options.plan.seed,
      learnFromDay: world.startDay + LEARN_AFTER_DAYS,
      save: options.save,
      onDay: (day) => options.onDay({ day, lived: day - world.startDay + 1, total: this.lastDay - world.startDay + 1 }),
      onLearn: options.onLearn,
    });
  }

  view(): MarketView {
    const { day, startDay } = this.world;
    const lived = (day - startDay + 1) / (this.lastDay - startDay + 1);
    const isHistory = day < this.lastDay;
    return {
      state: this.isPaused ? 'paused' : isHistory ? 'history' : 'live',
      day: day < startDay ? null : formatDay(day),
      progress: Math.min(1, lived),
      daysPerMinute: this.daysPerMinute,
      people: this.options.plan.people,
      events: this.options.platform.tenant(MAIN_TENANT).engine.offset,
    };
  }

  set({ paused, daysPerMinute }: Parameters<Market['set']>[0]): MarketView {
    this.isPaused = paused ?? this.isPaused;
    this.daysPerMinute = daysPerMinute ?? this.daysPerMinute;
    this.wake();
    return this.view();
  }

  run(): Promise<void> {
    this.running = this.live();
    return this.running;
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    await this.running.catch(() => undefined);
    await this.world.close();
  }

  private async live(): Promise<void> {
    const { platform, clock } = this.options;
    await deployStartingRules(platform.tenant(MAIN_TENANT), clock.now());
    while (!this.isStopping) {
      if (this.isPaused) await this.sleep(Infinity);
      else await this.liveOne();
    }
    if (!platform.tenant(MAIN_TENANT).engine.hasStopped) await this.life.save();
  }

  /** A day, then in live time the wait until the next. A failed write opens the engine again and the day is lived on. */
  private async liveOne(): Promise<void> {
    const isHistory = this.world.day < this.lastDay;
    try {
      await this.life.liveDay();
    } catch (error) {
      const { platform, report } = this.options;
      if (!platform.tenant(MAIN_TENANT).engine.hasStopped) throw error;
      report.error('a day of the market failed', { reason: messageOf(error) });
      await this.sleep(RETRY_MS);
      await platform.recover(MAIN_TENANT);
    }
    if (isHistory && this.world.day >= this.lastDay) await this.life.save();
    if (!isHistory) await this.saveState();
    if (!isHistory) await this.sleep(60_000 / this.daysPerMinute);
  }

  /** Once a week of live days; while history is lived it would cost more than it saves. */
  private async saveState(): Promise<void> {
    const { world, options } = this;
    if ((world.day - world.startDay) % SAVE_STATE_EVERY !== 0) return;
    const { platform, report } = options;
    await platform
      .tenant(MAIN_TENANT)
      .saveState()
      .catch((error: unknown) => report.warn('people and loans were not saved', { reason: messageOf(error) }));
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.isStopping) this.wake();
    });
  }
}
