import { eventFlattener, FactorLibrary, packCatalogue, type EventFlattener, type FactorStage } from '#factors';
import { createUnit, forTenant, type Database, type UnitPart } from '#store';
import type { CustomFactor, FactorSet } from '#factors';
import { factorDefinitionTable, factorSetTable } from './factor-tables.ts';
import type { RowsFile } from './rows-file.ts';

/** The library as its file has it. */
export interface WokenLibrary {
  readonly library: FactorLibrary;
  readonly flattener: EventFlattener;
  /** Events before this offset are in. */
  readonly offset: number;
  /** The same without a file. */
  afresh(): WokenLibrary;
}

/** Restores rows from the file, else begins with empty ones. */
export function wakeLibrary(file?: RowsFile): WokenLibrary {
  const flattener = eventFlattener();
  const { rows, offset } = file?.read(flattener.id) ?? { rows: flattener.rows(), offset: 0 };
  const library = new FactorLibrary({ rows, catalogue: packCatalogue() });
  return { library, flattener, offset, afresh: () => wakeLibrary() };
}

interface DefinitionRow {
  readonly name: string;
  readonly told: unknown;
  readonly operands: Readonly<Record<string, string>>;
  readonly stage: FactorStage;
  readonly ordinal: number;
}

/** Definitions and sets that the store keeps. */
export async function loadDefinitions(db: Database, tenant: string, library: FactorLibrary): Promise<void> {
  const read = forTenant(db, tenant);
  const [definitions, sets] = await Promise.all([
    read.query<DefinitionRow>(
      'select name, told, operands, stage, ordinal from factor_definition where tenant = $1 order by ordinal',
    ),
    read.query<Pick<FactorSet, 'name' | 'names'>>(
      'select name, names from factor_set where tenant = $1 order by changed_at',
    ),
  ]);
  for (const row of definitions) library.book.restore(row);
  for (const { name, names } of sets) library.sets.put(name, names);
}

/** Who changed the library, and when. */
export interface LibraryChange {
  readonly at: number;
  readonly actor: string;
}

/** The rows that make versions lasting. */
export function definitionPart(
  tenant: string,
  versions: readonly CustomFactor[],
  { at, actor }: LibraryChange,
): UnitPart {
  const rows = versions.map(({ name, version, ordinal, told, operands, stage }) => ({
    ...{ name, version, ordinal, told, operands, stage },
    ...{ changed_at: at, changed_by: actor },
  }));
  return createUnit(tenant).upsert(factorDefinitionTable, rows);
}

/** The row that makes a set lasting. */
export function setPart(tenant: string, { name, version, names }: FactorSet, { at, actor }: LibraryChange): UnitPart {
  return createUnit(tenant).upsert(factorSetTable, [{ name, version, names, changed_at: at, changed_by: actor }]);
}
