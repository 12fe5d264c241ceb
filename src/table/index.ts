export * from './bitmap.ts';
export * from './column.ts';
export * from './frame.ts';
export * from './nearest.ts';
export * from './read.ts';
export * from './take.ts';
