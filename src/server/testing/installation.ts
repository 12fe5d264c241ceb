import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, manualClock, type ManualClock } from '#base';
import { LENDING_SLOT, rulePolicy } from '#lend';
import { scratchPrepared } from '#store';
import type { Role } from '../api/index.ts';
import type { Market } from '../http/market.ts';
import { MAIN_TENANT, openPlatform, type Platform } from '../platform/open-platform.ts';
import { startServer, type RunningServer } from '../start-server.ts';

const START = Date.UTC(2026, 0, 5, 9);

const market: Market = {
  view: () => ({ state: 'none', day: null, progress: 1, daysPerMinute: 0, people: 0, events: 0 }),
  set: () => market.view(),
};

/** A whole server on a temporary directory, its clock in the test's hand. */
export interface Installation {
  readonly url: string;
  readonly clock: ManualClock;
  readonly platform: Platform;
  readonly server: RunningServer;
  readonly admin: string;
  keyOf(role: Role): Promise<string>;
  /** Ends server and platform and starts both again on the same directory. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts an installation with the starting rules deployed. */
export async function startInstallation(): Promise<Installation> {
  const directory = mkdtempSync(join(tmpdir(), 'tally-server-'));
  const clock = manualClock(START);
  const running = await open(directory, clock);
  let { platform, server } = running;
  const admin = server.first?.apiKey ?? '';
  const close = async (): Promise<void> => {
    await server.close();
    await platform.close();
  };
  return {
    clock,
    admin,
    get url() {
      return server.url;
    },
    get platform() {
      return platform;
    },
    get server() {
      return server;
    },
    keyOf: async (role) => (await server.access.createKey(MAIN_TENANT, role, role)).secret,
    async restart() {
      await close();
      clock.advance(1000);
      ({ platform, server } = await open(directory, clock));
    },
    async remove() {
      await close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function open(dataDirectory: string, clock: ManualClock): Promise<{ platform: Platform; server: RunningServer }> {
  const report = createLog({ clock, level: 'error', write: () => undefined });
  const preparedDirectory = await scratchPrepared();
  const platform = await openPlatform({ dataDirectory, clock, report, sync: 'os', preparedDirectory });
  const { policies } = platform.tenant(MAIN_TENANT).engine.ports;
  if (policies.champion(LENDING_SLOT) === undefined) {
    const note = { at: clock.now(), actor: 'test', why: 'test' };
    await policies.deploy(LENDING_SLOT, await policies.publish(rulePolicy, note), note);
  }
  const server = await startServer({
    platform,
    market,
    report,
    host: '127.0.0.1',
    port: 0,
    version: '0.0.0',
    wallClock: clock,
    rateLimitPerMinute: 1_000_000,
  });
  return { platform, server };
}
