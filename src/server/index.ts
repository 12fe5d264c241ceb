export { keepNetwork } from './platform/network/keep-network.ts';
export { keepPeople } from './platform/keep-people.ts';
export { keepHouse, type HousekeepingReport } from './platform/housekeeping.ts';
export { platformMigrations } from './platform/migrations.ts';
export * from './platform/open-platform.ts';
export type { PlatformPorts, Tenant } from './platform/open-tenant.ts';
export { snapshotFile, type SnapshotFile } from './platform/snapshot-file.ts';
export type { Market, MarketView } from './http/market.ts';
export * from './start-server.ts';
export { apiRoutes, type RouteSpec } from './api/index.ts';
export { openApiDocument } from './http/openapi.ts';
export { settingTable } from './platform/tables.ts';
export {
  startInstallation as startTestInstallation,
  type Installation as TestInstallation,
} from './testing/installation.ts';
export { applicationOf as testApplication } from './testing/requests.ts';
export { exportTables, type ExportName } from './export/export-tables.ts';
