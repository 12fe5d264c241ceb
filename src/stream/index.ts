export * from './event.ts';
export * from './kind.ts';
export * from './kinds/index.ts';
