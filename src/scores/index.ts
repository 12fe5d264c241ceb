export * from './deployed-model.ts';
export * from './model-set.ts';
export * from './monitor/alert-rules.ts';
export type { ModelAlert } from './monitor/alert.ts';
export { monitoringBaseline, type FactorBaseline, type MonitoringBaseline } from './monitor/baseline.ts';
export { factorMonths, type FactorMonth, type FactorRows } from './monitor/factor-months.ts';
export * from './monitor/measure-window.ts';
export * from './monitor/monitor-book.ts';
export type {
  AgainstChampion,
  ModelPurpose,
  RegisteredModel,
  ReportSummary,
  TrainingFacts,
} from './registered-model.ts';
export { scoresDecisions } from './registered-model.ts';
export * from './registry.ts';
export * from './shadow/shadow-book.ts';
export { modelStages, movesFrom, servedStages } from './stage.ts';
export type { ModelStage, StageChange, StageNote } from './stage.ts';
export { scoresMigrations } from './tables.ts';
export * from './train-score.ts';
export * from './training/training-book.ts';
export type { TrainingJob, TrainingSchedule, TrainingSpec, TrainingState } from './training/training-job.ts';
