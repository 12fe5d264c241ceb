import { expect, it } from 'vitest';
import { runKills } from './run-kills.ts';

const SEED = 7;

it(
  `loses nothing that was acknowledged in 20 kills, during start and under load (seed ${SEED})`,
  { timeout: 180_000 },
  async () => {
    const { kills, acknowledged, found, faults } = await runKills({ kills: 20, seed: SEED });
    expect(faults).toEqual([]);
    expect(kills).toBe(20);
    expect(found.units).toBeGreaterThanOrEqual(acknowledged);
    expect(found.effects).toBeGreaterThan(0);
  },
);
