export * from './consumer.ts';
export * from './event-log.ts';
export * from './event.ts';
export * from './kind.ts';
export * from './kinds/index.ts';
export * from './store-log.ts';
export * from './tables.ts';
export * from './validate-event.ts';
