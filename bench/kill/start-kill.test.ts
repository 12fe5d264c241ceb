import { expect, it } from 'vitest';
import { runStartKills } from './start-kills.ts';

const SEED = 11;

it(
  `tally start killed three times loses nothing and lives the same market (seed ${SEED})`,
  { timeout: 180_000 },
  async () => {
    const report = await runStartKills({ kills: 3, seed: SEED, people: 120, months: 3 });
    expect(report).toMatchObject({ kills: 3, lost: [], ledger: [], disagreements: [], diverged: [] });
    expect(report.acknowledged).toBeGreaterThan(10);
    expect(report.worldApplications).toBeGreaterThan(20);
  },
);
