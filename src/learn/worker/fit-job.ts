import { createFrame, dictionaryColumn, float64Column, type Column, type Frame } from '#table';
import type { FitOptions, Model } from '../estimator.ts';
import { estimatorOf } from '../learners.ts';
import type { Target } from '../target.ts';
import type { JobColumn, JobData, TrainJob } from './protocol.ts';

function toColumn({ values, categories }: JobColumn): Column {
  if (categories === undefined) return float64Column(values);
  return dictionaryColumn(
    Int32Array.from(values, (code) => (code === code ? code : -1)),
    categories,
  );
}

/** The frame of a job's columns; numbers are not copied. */
export function jobFrame(data: JobData): Frame {
  return createFrame(data.columns.map((column) => [column.name, toColumn(column)] as const));
}

/** Fits a job in the calling thread. */
export function fitJob(job: TrainJob, hooks: Pick<FitOptions, 'cancel' | 'progress'> = {}): Promise<Model> {
  const targetOf = (values: Float64Array): Target =>
    job.objective === 'real' ? { kind: 'real', value: values } : { kind: 'binary', label: values };
  const { valid, weights, seed } = job;
  return estimatorOf(job.kind, job.settings).fit(jobFrame(job), targetOf(job.target), {
    ...hooks,
    ...(seed === undefined ? {} : { seed }),
    ...(weights === undefined ? {} : { weights }),
    ...(valid === undefined ? {} : { valid: { frame: jobFrame(valid), target: targetOf(valid.target) } }),
  });
}
