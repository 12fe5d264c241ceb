import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dayOfInstant, instantOfDay, TallyError } from '#base';
import { MAIN_TENANT, snapshotFile, startTestInstallation, testApplication, type TestInstallation } from '#server';
import type { InboundEvent } from '#stream';
import type { LivingWorld } from './living-world.ts';
import { createMarketLife } from './market-life.ts';

const folder = mkdtempSync(join(tmpdir(), 'tally-market-'));
let home: TestInstallation;
beforeAll(async () => {
  home = await startTestInstallation();
});
afterAll(async () => {
  await home.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A world in which one person applies each day. */
function tinyWorld(startDay: number): LivingWorld {
  let day = startDay - 1;
  return {
    startDay,
    get day() {
      return day;
    },
    step() {
      day++;
      const { identifiers, ...data } = testApplication(day - startDay);
      const event = {
        kind: 'application.submitted',
        version: 1,
        source: 'app',
        idempotencyKey: `a-${day}`,
        identifiers: identifiers as InboundEvent['identifiers'],
        occurredAt: instantOfDay(day) + 3_600_000,
        data: { ...data, applicationId: `w-${day - startDay}` },
      };
      return { day, events: [event] };
    },
    snapshot: () => new Uint8Array([day - startDay]),
  };
}

it('a day whose write failed is lived again, not skipped, and nothing ahead of the store is saved', async () => {
  const startDay = dayOfInstant(home.clock.now()) + 1;
  const world = tinyWorld(startDay);
  const save = snapshotFile(folder, 'world');
  const tenant = () => home.platform.tenant(MAIN_TENANT);
  const life = createMarketLife({ tenant, world, clock: home.clock, seed: 1, learnFromDay: Infinity, save });
  await life.liveDay();
  const failing = vi.spyOn(home.platform.db, 'write').mockImplementationOnce((unit) => {
    unit.settle(false);
    return Promise.reject(new TallyError('STORE_DISK_FULL', 'full', { retryable: true }));
  });
  await expect(life.liveDay()).rejects.toMatchObject({ code: 'STORE_DISK_FULL' });
  failing.mockRestore();
  expect(tenant().engine.hasStopped).toBe(true);
  await life.save();
  expect(save.read()).toBeUndefined();
  await home.platform.recover(MAIN_TENANT);
  await life.liveDay();
  await life.liveDay();
  await life.save();
  expect(save.read()?.header['day']).toBe(startDay + 2);
  const rows = await home.platform.db.query<{ id: string }>('select application_id as id from application order by 1');
  expect(rows.map(({ id }) => id)).toEqual(['w-0', 'w-1', 'w-2']);
});
