export * from './ledger.ts';
export * from './tables.ts';
export { openLedger } from './store-ledger.ts';
