import { describe, expect, it } from 'vitest';
import { createRng, DAY_MS } from '#base';
import { createFrame, float64Column, stringColumn } from '#table';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import { chiSquareTail } from './bin-statistics.ts';
import { deriveFromFrames } from './derive-from-frames.ts';
import { discoveryLimit } from './false-discovery.ts';

const START = 1_700_000_000_000;

/** People of whom some gamble; who gambles is bad more often. */
function gamblers(people: number) {
  const rng = createRng(4);
  const habit = Array.from({ length: people }, () => rng.uniform());
  const events = habit.flatMap((share, person) =>
    Array.from({ length: 25 }, () => ({
      person: `p${person}`,
      at: START + rng.below(200 * DAY_MS),
      shop: rng.chance(0.5 * share) ? 'casino' : (['food', 'fuel'][rng.below(2)] ?? 'food'),
      amount: rng.exponential(),
    })),
  );
  const labels = Array.from({ length: 3 * people }, () => {
    const person = rng.below(people);
    return {
      person: `p${person}`,
      at: START + (120 + rng.below(80)) * DAY_MS,
      bad: rng.chance(0.05 + 0.5 * (habit[person] ?? 0)),
    };
  });
  return {
    events: createFrame([
      ['person', stringColumn(events.map(({ person }) => person))],
      ['occurred_at', float64Column(Float64Array.from(events, ({ at }) => at))],
      ['shop', stringColumn(events.map(({ shop }) => shop))],
      ['amount', float64Column(Float64Array.from(events, ({ amount }) => amount))],
    ]),
    labels: createFrame([
      ['person', stringColumn(labels.map(({ person }) => person))],
      ['as_of', float64Column(Float64Array.from(labels, ({ at }) => at))],
      ['bad', float64Column(Float64Array.from(labels, ({ bad }) => Number(bad)))],
    ]),
  };
}

describe('derivation', () => {
  it('finds what the outcome depends on, as definitions that a backfill takes', async () => {
    const { events, labels } = gamblers(400);
    const run = () =>
      deriveFromFrames({
        ...{ events, labels, target: 'bad', roles: {}, candidates: 6500, top: 10, seed: 1, threads: 1 },
        elapsedMs: () => 0,
        note: () => undefined,
      });
    const derived = await run();
    expect(derived.funnel['candidates']).toBe(6500);
    expect(derived.spanned).toBeGreaterThan(6500);
    expect(derived.factors.length).toBe(10);
    expect(derived.auc.derived).toBeGreaterThan(0.55);
    expect(derived.factors.some(({ name }) => name.includes('shop'))).toBe(true);
    const names = parseDefinitions(derived.definitions).map(({ name }) => name);
    expect(derived.factors.every(({ name }) => names.includes(name))).toBe(true);
    expect((await run()).factors).toEqual(derived.factors);
  });

  it('finds who stands out among his peers, and what two columns tell together', async () => {
    const rng = createRng(11);
    const income = [3, 4.5, 7];
    const people = Array.from({ length: 600 }, (_, i) => ({ id: `p${i}`, job: `job${i % 3}`, z: rng.normal() }));
    const rows = people.flatMap(({ id, job, z }, i) =>
      Array.from({ length: 6 }, () => ({
        ...{ id, job, at: START + rng.below(100 * DAY_MS) },
        asked: (income[i % 3] ?? 1) * (5 + z + 0.2 * rng.normal()),
      })),
    );
    const at = START + 100 * DAY_MS;
    const labels = people.map(({ id, job, z }, i) => ({ id, job, at: at + i, bad: rng.chance(z > 0.7 ? 0.7 : 0.1) }));
    const derived = await deriveFromFrames({
      ...{ target: 'bad', roles: {}, candidates: 8600, top: 8, seed: 1, threads: 1 },
      events: createFrame([
        ['id', stringColumn(rows.map((row) => row.id))],
        ['job', stringColumn(rows.map(({ job }) => job))],
        ['occurred_at', float64Column(Float64Array.from(rows, (row) => row.at))],
        ['asked', float64Column(Float64Array.from(rows, ({ asked }) => asked))],
      ]),
      labels: createFrame([
        ['id', stringColumn(labels.map((row) => row.id))],
        ['job', stringColumn(labels.map(({ job }) => job))],
        ['as_of', float64Column(Float64Array.from(labels, (row) => row.at))],
        ['bad', float64Column(Float64Array.from(labels, ({ bad }) => Number(bad)))],
      ]),
      elapsedMs: () => 0,
      note: () => undefined,
    });
    expect(derived.factors[0]?.name).toMatch(/among_job.*zscore$/);
    expect(derived.funnel['crosses']).toBeGreaterThan(0);
    expect(parseDefinitions(derived.definitions).length).toBeGreaterThan(8);
    expect(derived.auc.derived).toBeGreaterThan(0.7);
  });

  it('refuses targets that are no outcome', async () => {
    const { events, labels } = gamblers(20);
    const told = { events, labels, roles: {}, candidates: 10, top: 1, seed: 1, threads: 1 };
    const effects = { elapsedMs: () => 0, note: () => undefined };
    await expect(deriveFromFrames({ ...told, ...effects, target: 'as_of' })).rejects.toMatchObject({
      code: 'FACTORS_TARGET',
    });
  });

  it('controls false discoveries', () => {
    expect(chiSquareTail(3.841, 1)).toBeCloseTo(0.05, 2);
    expect(chiSquareTail(30.14, 19)).toBeCloseTo(0.05, 3);
    expect(discoveryLimit(Float64Array.of(0.001, 0.5, 0.02, 0.9), 0.05)).toBe(0.02);
    expect(discoveryLimit(Float64Array.of(0.4, 0.5), 0.05)).toBe(-1);
  });
});
