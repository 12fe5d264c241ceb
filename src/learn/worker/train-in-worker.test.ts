import { describe, expect, it } from 'vitest';
import { sampleData } from '../check/sample-data.ts';
import { encodeTraining } from '../encode.ts';
import { featureRow } from '../feature-row.ts';
import { fitJob, trainInWorker, type TrainJob } from '../index.ts';

function jobOf(rows: number, trees: number): TrainJob {
  const { frame, label } = sampleData(rows, 6);
  const { features, columns } = encodeTraining(frame, []);
  const list = features.map((feature, f) => ({
    name: feature.name,
    values: columns[f] ?? new Float64Array(),
    ...(feature.kind === 'category' ? { categories: feature.categories } : {}),
  }));
  return { kind: 'gbdt', settings: { trees }, seed: 6, columns: list, target: label };
}

describe('trainInWorker', () => {
  it('gives the bits that a fit in this thread gives, with progress', async () => {
    const steps: number[] = [];
    const job = jobOf(500, 20);
    const here = await fitJob(job);
    const there = await trainInWorker(job, { progress: ({ step }) => steps.push(step) });
    const row = featureRow(here.features, { income: 480, debt: 0.5, job: 'driver', noise: null });
    expect(there.save()).toEqual(here.save());
    expect(there.score(row)).toBe(here.score(row));
    expect(steps).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('reads shared columns where they are', async () => {
    const job = jobOf(300, 5);
    const share = (values: Float64Array): Float64Array => {
      const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
      shared.set(values);
      return shared;
    };
    const columns = job.columns.map((column) => ({ ...column, values: share(column.values) }));
    const shared = await trainInWorker({ ...job, columns, target: share(job.target) }, { transfer: true });
    expect(shared.save()).toEqual((await fitJob(job)).save());
    expect(columns[0]?.values).toHaveLength(300);
  });

  it('stops when it is cancelled', async () => {
    const control = new AbortController();
    const fit = trainInWorker(jobOf(2000, 100_000), { cancel: control.signal, progress: () => control.abort() });
    await expect(fit).rejects.toMatchObject({ code: 'LEARN_CANCELLED' });
  });

  it('passes on what is wrong with the data, and can take the arrays', async () => {
    const job = { ...jobOf(100, 5), target: new Float64Array(100) };
    await expect(trainInWorker(job, { transfer: true })).rejects.toMatchObject({ code: 'LEARN_ONE_CLASS' });
    expect(job.target).toHaveLength(0);
    await expect(trainInWorker({ ...jobOf(100, 5), kind: 'oracle' })).rejects.toMatchObject({
      code: 'LEARN_MODEL_UNKNOWN',
    });
  });
});
