export * from './deployed-model.ts';
export * from './registry.ts';
export { scoresMigrations } from './tables.ts';
export * from './train-score.ts';
