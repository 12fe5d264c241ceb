export { platformMigrations } from './platform/migrations.ts';
export * from './platform/open-platform.ts';
export type { PlatformPorts, Tenant } from './platform/open-tenant.ts';
export { snapshotFile, type SnapshotFile } from './platform/snapshot-file.ts';
