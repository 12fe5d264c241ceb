import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMonths, createLog, manualClock, messageOf, systemClock, type Day } from '#base';
import { createMarketLife } from '#cli';
import type { Policy } from '#decide';
import { LENDING_SLOT } from '#lend';
import { MAIN_TENANT, openPlatform, snapshotFile, type Platform, type Tenant } from '#server';
import { createWorld, worldPack, worldPackHash, type TruthRow } from '#world';

export interface LivedMarketOptions {
  readonly people: number;
  readonly months: number;
  readonly seed: number;
  readonly pack: string;
  /** Decides every application; no learning takes place. */
  readonly policy: Policy;
  readonly note: (line: string) => void;
  /** Called when a day was lived and closed, with everything as it was known then. */
  readonly onDay?: (day: Day, tenant: Tenant) => Promise<void>;
}

/** A market that was lived through the real platform, with the truth beside it. */
export interface LivedMarket {
  readonly platform: Platform;
  readonly tenant: Tenant;
  readonly truth: readonly TruthRow[];
  readonly startDay: Day;
  readonly endDay: Day;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly packHash: string;
  close(): Promise<void>;
}

/** Lives a market day by day through identity, factors, decisions, loans and ledger, on a store that is thrown away. */
export async function liveMarket(options: LivedMarketOptions): Promise<LivedMarket> {
  const { people, months, seed, pack, policy, note, onDay } = options;
  const directory = mkdtempSync(join(tmpdir(), 'tally-proof-'));
  const clock = manualClock(0);
  const report = createLog({ clock: systemClock, level: 'warn', write: note });
  const platform = await openPlatform({ dataDirectory: directory, clock, report, sync: 'os' });
  const close = async (): Promise<void> => {
    await platform.close().catch((error: unknown) => note(messageOf(error)));
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const tenant = platform.tenant(MAIN_TENANT);
    await deploy(tenant, policy);
    const world = createWorld({ people, seed, pack });
    const startDay = world.startDay;
    const endDay = addMonths(startDay, months) - 1;
    const truth: TruthRow[] = [];
    const save = snapshotFile(directory, 'world');
    const life = createMarketLife({
      tenant: () => platform.tenant(MAIN_TENANT),
      world,
      clock,
      seed,
      learnFromDay: Infinity,
      save,
    });
    const started = systemClock.now();
    for (let day = startDay; day <= endDay; day++) {
      await life.liveDay();
      for (const row of world.truth.take()) truth.push(row);
      await onDay?.(day, tenant);
      if ((day - startDay) % 30 === 29)
        note(
          `day ${day - startDay + 1} of ${endDay - startDay + 1}: ${tenant.engine.offset} events, ${truth.length} applications`,
        );
    }
    const events = tenant.engine.offset;
    const eventsPerSecond = Math.round(events / Math.max(0.001, (systemClock.now() - started) / 1000));
    return {
      platform,
      tenant,
      truth,
      startDay,
      endDay,
      events,
      eventsPerSecond,
      packHash: worldPackHash(worldPack(pack)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function deploy({ engine }: Tenant, policy: Policy): Promise<void> {
  const { policies } = engine.ports;
  const note = { at: 0, actor: 'proof', why: 'policy of the measurement' };
  await policies.deploy(LENDING_SLOT, await policies.publish(policy, note), note);
}
