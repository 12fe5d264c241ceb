import { decideMigrations } from '#decide';
import { identityMigrations } from '#identity';
import { ledgerMigrations } from '#ledger';
import { lendMigrations, tapeMigrations } from '#lend';
import { scoresMigrations } from '#scores';
import { storeMigrations, type Migration } from '#store';
import { streamMigrations } from '#stream';
import { factorMigrations } from './factor-tables.ts';
import { networkMigrations } from './network/network-tables.ts';
import { serverMigrations } from './tables.ts';

/** The schema of the whole platform, room by room. */
export const platformMigrations: readonly Migration[] = [
  ...storeMigrations,
  ...streamMigrations,
  ...ledgerMigrations,
  ...identityMigrations,
  ...decideMigrations,
  ...scoresMigrations,
  ...lendMigrations,
  ...tapeMigrations,
  ...serverMigrations,
  ...factorMigrations,
  ...networkMigrations,
];
