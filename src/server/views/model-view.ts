import { formatDay, formatInstant, type z } from '#base';
import type { FactorCatalogue } from '#factors';
import type { TrainingProgress } from '#lend';
import type { ModelAlert, RegisteredModel, StoredWindow, TrainingJob, TrainingSchedule, TrainingSpec } from '#scores';
import type { modelAlert, modelWindow, trainingJob, trainingSchedule } from '../api/model-service.ts';
import type { modelSummary } from '../api/models.ts';
import { factorWords } from './application-view.ts';
import { ratio } from './money-view.ts';

export function modelView(model: RegisteredModel): z.infer<typeof modelSummary> {
  const { summary, training } = model;
  return {
    id: model.modelId,
    purpose: model.purpose,
    hash: model.hash,
    kind: model.kind,
    stage: model.stage,
    stageSince: formatInstant(model.stageSince),
    createdAt: formatInstant(model.createdAt),
    auc: summary.auc,
    aucLow: summary.aucLow,
    aucHigh: summary.aucHigh,
    ks: summary.ks,
    trainingRows: training.rows,
    trainingEvents: training.events,
  };
}

export function windowView(window: StoredWindow, catalogue: FactorCatalogue): z.infer<typeof modelWindow> {
  const { outcomes, factors, ...measures } = window.measures;
  const { expected, variance: _variance, ...rest } = outcomes;
  return {
    from: formatDay(window.fromDay),
    to: formatDay(window.toDay),
    asOf: formatInstant(window.asOf),
    isFinal: window.isFinal,
    ...measures,
    ...rest,
    expectedEvents: expected,
    ratio: ratio(outcomes.events, expected),
    factors: factors.map((factor) => ({ ...factor, text: wordsOf(factor.name, catalogue) })),
  };
}

export function alertView(alert: ModelAlert, catalogue: FactorCatalogue): z.infer<typeof modelAlert> {
  const { kind, subject, severity, value, limit, modelId } = alert;
  return {
    id: alert.alertId,
    ...{ modelId, kind, subject, severity, value, limit },
    text: subject === '' ? { en: '', zh: '' } : wordsOf(subject, catalogue),
    window: formatDay(alert.fromDay),
    openedAt: formatInstant(alert.openedAt),
    seenAt: formatInstant(alert.seenAt),
    closedAt: instantOrNull(alert.closedAt),
    acknowledgedAt: instantOrNull(alert.acknowledgedAt),
    acknowledgedBy: alert.acknowledgedBy ?? null,
    note: alert.note ?? null,
  };
}

export function jobView(job: TrainingJob, progress: TrainingProgress | undefined): z.infer<typeof trainingJob> {
  return {
    id: job.jobId,
    ...specView(job.spec),
    state: job.state,
    createdAt: formatInstant(job.createdAt),
    createdBy: job.createdBy,
    startedAt: instantOrNull(job.startedAt),
    endedAt: instantOrNull(job.endedAt),
    attempts: job.attempts,
    progress: progress ?? null,
    modelId: job.modelId ?? null,
    note: job.note,
  };
}

export function scheduleView(schedule: TrainingSchedule): z.infer<typeof trainingSchedule> {
  const { spec, dailyAtMs, createdAt, createdBy } = schedule;
  const dailyAt = formatInstant(dailyAtMs).slice(11, 16);
  return { ...specView(spec), dailyAt, createdAt: formatInstant(createdAt), createdBy };
}

function specView({ settings, factors, windowDays, ...spec }: TrainingSpec) {
  return {
    ...spec,
    settings: settings === undefined ? null : { ...settings },
    factors: factors === undefined ? null : [...factors],
    windowDays: windowDays ?? null,
  };
}

function wordsOf(name: string, catalogue: FactorCatalogue): { en: string; zh: string } {
  return factorWords(name, catalogue) ?? { en: name, zh: name };
}

function instantOrNull(at: number | undefined): string | null {
  return at === undefined ? null : formatInstant(at);
}
