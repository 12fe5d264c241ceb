export * from './deployed-model.ts';
export * from './registry.ts';
export { scoresMigrationSql } from './tables.ts';
export * from './train-score.ts';
