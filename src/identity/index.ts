export * from './consent.ts';
export * from './normalise.ts';
export * from './resolver.ts';
export * from './service.ts';
export * from './linkage/index.ts';
export { identityMigrations } from './tables.ts';
export * from './tokenise-event.ts';
export * from './token.ts';
export * from './vault.ts';
