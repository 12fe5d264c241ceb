import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng, manualClock } from '#base';
import { logit, modelReport, jobFrame, type Model, type ModelReport } from '#learn';
import { migrate, openScratchDatabase, type ScratchDatabase } from '#store';
import { openModelRegistry, scoresMigrations, type ModelRegistry, type NewModel } from './index.ts';

const factors = ['a', 'b', 'c'];
const training = { rows: 400, events: 80, fromDay: 0, toDay: 9, label: 'bad', seed: 1, factorSchemaId: 'fs' };

let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await openScratchDatabase({ migrations: scoresMigrations });
});
afterAll(() => scratch.remove());

const open = (tenant: string): Promise<ModelRegistry> => openModelRegistry({ db: scratch.db, tenant, factors });

async function fit(seed: number): Promise<{ model: Model; report: ModelReport }> {
  const rng = createRng(seed);
  const columns = factors.map((name) => ({ name, values: new Float64Array(400).map(() => rng.normal()) }));
  const label = new Float64Array(400).map((_, row) =>
    rng.chance((columns[0]?.values[row] ?? 0) > 0 ? 0.4 : 0.1) ? 1 : 0,
  );
  const frame = jobFrame({ columns, target: label });
  const model = await logit().fit(frame, { kind: 'binary', label });
  return { model, report: modelReport(model, { test: frame, label }) };
}

async function newModel(purpose: string, seed = 1): Promise<NewModel> {
  return { purpose, ...(await fit(seed)), training, createdAt: seed };
}

describe('the history of a model', () => {
  const note = (why: string) => ({ at: 7, actor: 'ann', why });

  it('keeps every move with who, when and why, also across a restart', async () => {
    const registry = await open('history');
    const { modelId } = await registry.register(await newModel('churn'));
    for (const stage of ['shadow', 'challenger', 'champion', 'retired', 'shadow'] as const) {
      await registry.move(modelId, stage, note(`now ${stage}`));
    }
    const again = await open('history');
    expect(again.get(modelId)).toEqual(registry.get(modelId));
    const history = await again.history(modelId);
    expect(history.map(({ from, to }) => [from, to])).toEqual([
      [undefined, 'candidate'],
      ['candidate', 'shadow'],
      ['shadow', 'challenger'],
      ['challenger', 'champion'],
      ['champion', 'retired'],
      ['retired', 'shadow'],
    ]);
    expect(history.at(-1)).toMatchObject({ at: 7, actor: 'ann', why: 'now shadow', number: 5 });
    await expect(again.move(modelId, 'candidate', note('back'))).rejects.toMatchObject({ code: 'SCORES_STAGE_MOVE' });
    expect(await again.history(modelId)).toHaveLength(6);
  });

  it('a new champion retires the one before it, also when two are made at once', async () => {
    const registry = await open('champions');
    const made = await Promise.all(
      [1, 2, 3].map(async (seed) => await registry.register(await newModel('churn', seed))),
    );
    await Promise.all(made.map(({ modelId }) => registry.move(modelId, 'champion', note('best'))));
    expect(registry.list({ stages: ['champion'] }).map(({ modelId }) => modelId)).toEqual(['churn-3']);
    expect(registry.list({ stages: ['retired'] })).toHaveLength(2);
    expect((await registry.history('churn-1')).at(-1)).toMatchObject({ to: 'retired', why: 'replaced by churn-2' });
  });

  it('keeps models of other rows from all who score decisions', async () => {
    const registry = await open('others');
    const made = await newModel('fraud-network');
    const own = { ...training, rowsFrom: 'network' };
    const { modelId } = await registry.register({ ...made, training: own });
    await registry.move(modelId, 'shadow', note('watched'));
    const again = await open('others');
    for (const one of [registry, again]) {
      await one.load([modelId]);
      expect(one.deployed()[modelId]).toBeUndefined();
      expect((await one.models({ stages: ['shadow'] })).ids).toEqual([]);
      await expect(one.models({ ids: [modelId] })).rejects.toMatchObject({ code: 'SCORES_OTHER_ROWS' });
      expect((await one.document(modelId)).kind).toBe(made.model.kind);
    }
  });

  it('refuses a purpose that could not be part of an id', async () => {
    const registry = await open('history');
    for (const purpose of ['', 'Credit', '1st', 'a--b', 'a-', 'a b', 'x'.repeat(41)]) {
      await expect(registry.register(await newModel(purpose))).rejects.toMatchObject({ code: 'SCORES_PURPOSE' });
    }
  });
});

describe('hundreds of models', () => {
  const COUNT = 300;

  it('are registered, found again without being loaded, and score together as each alone', async () => {
    const registry = await open('many');
    const kinds = await Promise.all([1, 2, 3].map((seed) => fit(seed)));
    await Promise.all(
      Array.from({ length: COUNT }, (_, i) => {
        const { model, report } = kinds[i % 3] ?? kinds[0] ?? { model: undefined as never, report: undefined as never };
        return registry.register({
          purpose: i % 2 === 0 ? 'credit-d1' : 'churn',
          model,
          report,
          training,
          createdAt: i,
        });
      }),
    );
    const again = await open('many');
    expect(again.memory()).toEqual({ registered: COUNT, loaded: 0, documentBytes: 0 });
    const set = await again.models({ stages: ['candidate'] });
    expect(set.ids).toHaveLength(COUNT);
    expect(again.memory().loaded).toBe(COUNT);
    const values = Float64Array.of(0.3, NaN, -1);
    const out = new Float64Array(COUNT);
    set.score(values, out);
    set.ids.forEach((id, i) => expect(out[i]).toBe(registry.deployed()[id]?.score(values)));
    expect((await again.models({ purpose: 'churn' })).ids).toHaveLength(COUNT / 2);
    expect((await again.models({ ids: ['churn-7'] })).ids).toEqual(['churn-7']);
    await expect(again.models({ ids: ['churn-999'] })).rejects.toMatchObject({ code: 'SCORES_MODEL_UNKNOWN' });
  });

  it('get ids that go on after a restart', async () => {
    const again = await open('many');
    expect((await again.register(await newModel('churn'))).modelId).toBe(`churn-${COUNT / 2 + 1}`);
  });
});

describe('the schema', () => {
  it('takes over models from before stages had a history', async () => {
    const [first, ...later] = scoresMigrations;
    const old = await openScratchDatabase({ migrations: first === undefined ? [] : [first] });
    try {
      const { model, report } = await fit(9);
      const values = ['main', 'credit-7', 'credit', 'mod_x', 'champion', 5];
      await old.db.query(
        `insert into model (tenant, model_id, purpose, hash, stage, created_at, document, report, training)
         values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::jsonb) returning model_id`,
        [...values, ...[model.save(), report, training].map((part) => JSON.stringify(part))],
      );
      await migrate(old.db, [...(first === undefined ? [] : [first]), ...later], manualClock(1));
      const registry = await openModelRegistry({ db: old.db, tenant: 'main', factors });
      expect(registry.champion('credit')).toMatchObject({ modelId: 'credit-7', kind: 'logit', stageSince: 5 });
      expect(registry.get('credit-7')?.summary).toMatchObject({ auc: report.auc, aucLow: report.aucInterval.low });
      expect(await registry.history('credit-7')).toMatchObject([{ to: 'champion', actor: 'migration', number: 0 }]);
      await registry.move('credit-7', 'retired', { at: 9, actor: 'ann', why: 'old' });
      expect(await registry.history('credit-7')).toHaveLength(2);
      expect((await registry.register(await newModel('credit'))).modelId).toBe('credit-8');
    } finally {
      await old.remove();
    }
  });
});
