import { join } from 'node:path';
import { systemClock, type Log, type ManualClock } from '#base';
import type { Database } from '#store';
import { deployStartingRules } from '../market/market-life.ts';
import { createHistoryBar, type HistoryBar } from '../market/history-bar.ts';
import { openMarketController, wakeSavedWorld, type MarketController } from '../market/market-controller.ts';
import { noMarket } from '../market/no-market.ts';
import { readMarketPlan, writeMarketPlan, type MarketPlan } from '../market/market-plan.ts';
import {
  keepNetwork,
  keepPeople,
  MAIN_TENANT,
  openPlatform,
  snapshotFile,
  startServer,
  type Platform,
  type RunningServer,
  type SnapshotFile,
} from '#server';
import type { Output } from '../output.ts';
import { removeRunFile, writeRunFile } from '../run-file.ts';
import type { Settings } from '../settings.ts';
import { packageVersion } from '../version.ts';
import { announce, describeLearning } from './announce.ts';
import { startDayScheduler } from './day-scheduler.ts';
import { historyFigures } from './history-figures.ts';
import { startHousekeeper } from './housekeeper.ts';
import { installationClock } from './installation-clock.ts';
import { startRetrainer } from './retrainer.ts';
import type { StartOptions } from './start-installation.ts';
import { onStopSignal } from './stop-signal.ts';

export interface Opening {
  readonly settings: Settings;
  readonly options: StartOptions;
  /** The store, on its way. */
  readonly database: Promise<Database>;
  readonly report: Log;
  readonly output: Output;
}

/** Opens platform, market and server on a store that is opening, and lives until it is told to stop. */
export async function liveInstallation({ settings, options, database, report, output }: Opening): Promise<void> {
  const { values } = settings;
  const clock = installationClock();
  const save = snapshotFile(join(values.dataDirectory, 'hot'), 'world');
  const saved = wakeSavedWorld(save);
  const platform = await openPlatform({ ...values, database, clock, report }).catch(async (error: unknown) => {
    await closeWorld(saved);
    throw error;
  });
  let market: MarketController | undefined;
  try {
    const plan = await settlePlan(platform, settings, options);
    await clock.begin(platform, plan);
    const bar = createHistoryBar(process.stderr);
    if (plan.kind === 'market') {
      market = await openMarket({ platform, plan, clock, settings, report, bar, save, saved });
    }
    if (market === undefined) await deployStartingRules(platform.tenant(MAIN_TENANT), clock.now());
    const server = await startServer({
      ...values,
      platform,
      market: market ?? noMarket,
      version: packageVersion(),
      wallClock: systemClock,
      report,
    });
    announce(output, { server, settings, plan });
    const scheduler = { platform, clock, report, seed: values.seed, say: (line: string) => bar.say(line) };
    const stopDays = market === undefined ? startDayScheduler(scheduler) : () => undefined;
    await serveUntilStopped({ server, platform, market, report, dataDirectory: values.dataDirectory });
    stopDays();
  } catch (error) {
    await (market?.stop() ?? closeWorld(saved));
    await platform.close();
    throw error;
  }
}

/** Ends the thread of a world that nobody will live. */
async function closeWorld(saved: ReturnType<typeof wakeSavedWorld>): Promise<void> {
  const world = await saved?.catch(() => undefined);
  await world?.close();
}

/** The plan of the first start stays; later options for the market would change nothing, and say so. */
async function settlePlan(platform: Platform, { values }: Settings, options: StartOptions): Promise<MarketPlan> {
  const tenant = platform.tenant(MAIN_TENANT);
  const kept = await readMarketPlan(tenant);
  if (kept !== undefined) return kept;
  const { people, months, seed, pack } = values;
  const plan: MarketPlan = options.empty === true ? { kind: 'empty' } : { kind: 'market', people, months, seed, pack };
  await writeMarketPlan(tenant, plan);
  return plan;
}

interface MarketParts {
  readonly platform: Platform;
  readonly plan: Extract<MarketPlan, { kind: 'market' }>;
  readonly clock: ManualClock;
  readonly settings: Settings;
  readonly report: Log;
  readonly bar: HistoryBar;
  readonly save: SnapshotFile;
  readonly saved: ReturnType<typeof wakeSavedWorld>;
}

function openMarket({ settings, bar, ...parts }: MarketParts): Promise<MarketController> {
  const figures = historyFigures(() => parts.platform.tenant(MAIN_TENANT));
  return openMarketController({
    ...parts,
    daysPerMinute: settings.values.daysPerMinute,
    onDay: (progress) => bar.update(progress, figures.read()),
    onLearn: (learned) => describeLearning(learned).forEach((line) => bar.say(line)),
  });
}

interface Running {
  readonly server: RunningServer;
  readonly platform: Platform;
  readonly market: MarketController | undefined;
  readonly report: Log;
  readonly dataDirectory: string;
}

async function serveUntilStopped({ server, platform, market, report, dataDirectory }: Running): Promise<void> {
  writeRunFile(dataDirectory, { pid: process.pid, url: server.url, token: server.access.grantProcessToken() });
  const stopped = onStopSignal();
  const housekeeper = await startHousekeeper({ platform, market: market ?? noMarket, report });
  const stopPeople = keepPeople({
    platform,
    wall: systemClock.now,
    isBusy: () => market?.view().state === 'history',
    onError: (error) => report.error('people could not be kept', { error }),
  });
  const stopNetwork = keepNetwork({
    platform,
    wall: systemClock.now,
    isBusy: () => market?.view().state === 'history',
    onError: (error) => report.error('patterns of fraud could not be looked for', { error }),
  });
  const retrainer = startRetrainer({ platform, market: market ?? noMarket, report });
  const lived = market?.run() ?? new Promise<void>(() => undefined);
  await Promise.race([stopped, lived]);
  removeRunFile(dataDirectory);
  await stopPeople();
  await stopNetwork();
  await housekeeper.stop();
  await retrainer.stop();
  await market?.stop();
  await server.close();
  await platform.close();
}
