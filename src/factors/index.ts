export * from './build.ts';
export * from './catalogue.ts';
export * from './definition.ts';
export type { FactorEvent } from './event-field.ts';
export * from './library/index.ts';
export * from './packs/index.ts';
export { ReferenceEngine } from './reference-engine.ts';
export * from './service.ts';
export type { FactorSubject } from './subject.ts';
