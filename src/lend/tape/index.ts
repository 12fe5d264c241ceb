export { importTape, type TapeImport, type TapeImported } from './import-tape.ts';
export { tapeMappingSchema, type TapeMapping, type TapeMappingInput } from './mapping.ts';
export { parseTapeMapping, tapePreset, tapePresets } from './presets/index.ts';
export { openTapeBook, type TapeBook } from './tape-book.ts';
export { tapeVintages, type TapeVintage } from './tape-vintages.ts';
export { tapeMigrations } from './tables.ts';
export {
  tapeFields,
  tapeLoanSchema,
  tapeSummarySchema,
  type TapeField,
  type TapeLoan,
  type TapeOutcome,
  type TapeSummary,
} from './tape.ts';
