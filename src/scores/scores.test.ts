import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { openScratchDatabase, type ScratchDatabase } from '#store';
import { openModelRegistry, scoresMigrations, trainScore, type TrainingRows } from './index.ts';

const factors = ['risk', 'noise', 'secret'];

/** Rows in which `risk` alone says who is bad. */
function rows(count: number, seed: number): TrainingRows {
  const rng = createRng(seed);
  const vectors = Array.from({ length: count }, () => Float64Array.of(rng.normal(), rng.normal(), rng.normal()));
  const labels = Float64Array.from(vectors, ([risk = 0]) => (rng.chance(risk > 0.8 ? 0.6 : 0.08) ? 1 : 0));
  return { factors, vectors, labels };
}

describe('training a score', () => {
  it('finds what matters, judged out of time, and leaves out what may not be used', async () => {
    const trained = await trainScore({ rows: rows(1500, 1), use: (factor) => factor !== 'secret', seed: 1 });
    expect(trained?.report.auc).toBeGreaterThan(0.65);
    expect(trained?.report.rows).toBe(496);
    expect(trained?.model.features.map(({ name }) => name)).not.toContain('secret');
    expect(trained?.report.features[0]?.name).toBe('risk');
  });

  it('learns only from what was known before the first row it is judged by, and chooses by those alone', async () => {
    const all = rows(1500, 4);
    const of = Float64Array.from(all.labels, (_, i) => i);
    // Every second outcome became certain long after.
    const known = of.map((day, i) => (i % 2 === 0 ? day : day + 2000));
    const seen: number[] = [];
    const choose = (learned: TrainingRows): ReadonlySet<string> => {
      seen.push(learned.vectors.length);
      return new Set(['risk']);
    };
    const trained = await trainScore({ rows: { ...all, days: { of, known } }, use: () => true, choose, seed: 1 });
    expect(seen).toEqual([502]);
    expect(trained?.report.rows).toBe(496);
    expect(trained?.model.features.map(({ name }) => name)).toEqual(['risk']);
    expect(trained?.isKnownBefore).toBe(true);
    // Too little was known: judged by the newest rows all the same, and said.
    const late = { of, known: of.map(() => 5000) };
    const other = await trainScore({ rows: { ...all, days: late }, use: () => true, choose, seed: 1 });
    expect([seen.at(-1), other?.isKnownBefore]).toEqual([1004, false]);
  });

  it('gives no model when the evidence is too thin', async () => {
    expect(await trainScore({ rows: rows(100, 2), use: () => true, seed: 1 })).toBeUndefined();
  });
});

describe('the registry', () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await openScratchDatabase({ migrations: scoresMigrations });
  });
  afterAll(() => scratch.remove());

  it('serves the same bits after a restart, and names what raised a score', async () => {
    const training = { rows: 0, events: 0, fromDay: 0, toDay: 0, label: 'bad', seed: 1, factorSchemaId: 'fs' };
    const trained = await trainScore({ rows: rows(1500, 3), use: () => true, seed: 1 });
    if (trained === undefined) throw new Error('no model');
    const options = { db: scratch.db, tenant: 'main', factors };
    const registry = await openModelRegistry(options);
    const { modelId } = await registry.register({ purpose: 'credit', ...trained, training, createdAt: 1 });
    await registry.move(modelId, 'champion', { at: 2, actor: 'test', why: 'promoted', experimentId: 'exp-1' });
    const again = await openModelRegistry(options);
    expect(again.get(modelId)).toMatchObject({ modelId: 'credit-1', stage: 'champion' });
    expect(again.memory()).toMatchObject({ registered: 1, loaded: 0 });
    await again.load([modelId]);
    const values = Float64Array.of(2, 0, 0);
    const [now, then] = [registry.deployed()[modelId], again.deployed()[modelId]];
    expect(then?.score(values)).toBe(now?.score(values));
    expect(then?.topFactors(values, 1)).toEqual(['risk']);
    await expect(again.document('credit-9')).rejects.toThrow(/credit-9/);
  });

  it('refuses a model that needs a factor which the catalogue lost', async () => {
    const registry = await openModelRegistry({ db: scratch.db, tenant: 'main', factors: ['noise'] });
    await expect(registry.load(['credit-1'])).rejects.toThrow(/risk/);
  });
});
