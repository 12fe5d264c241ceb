import { TallyError } from '#base';
import { createFrame, float64Column, type Column, type Frame } from '#table';
import { bind } from './bind.ts';
import { withoutSql } from './conformance/close-factors.ts';
import type { LibraryFactor } from './definition/definition.ts';
import { runEngine, type FactorEngine } from './engine.ts';
import type { FactorColumns } from './event-table.ts';
import { knownFactors } from './known-factors.ts';
import { largestKeys } from './files/largest-keys.ts';
import { eventsFromFrame, type EventFaults, type EventRoles } from './files/event-file.ts';
import { labelsFromFrame, type LabelFaults } from './files/label-file.ts';
import { entitiesOf, eventFields, windowFactors } from './fields-of.ts';

/** What a backfill is told. */
export interface BackfillInput {
  readonly factors: readonly LibraryFactor[];
  readonly events: Frame;
  readonly labels: Frame;
  readonly roles: EventRoles;
  readonly asOf?: string | undefined;
  readonly engine: FactorEngine;
  /** Leaves factors out whose columns the files do not have, instead of refusing them; a pack spans many files. */
  readonly skipUnknown?: boolean;
  readonly threads?: number;
  readonly databaseUrl?: string | undefined;
}

/** What a backfill tells besides its columns. */
export interface BackfillReport extends EventFaults, LabelFaults {
  readonly engine: FactorEngine;
  readonly factors: number;
  readonly cells: number;
  readonly missingCells: number;
  /** Ratios whose divisor was zero: missing. */
  readonly divisionsByZero: number;
  /** Texts where a number was needed, by column: missing. */
  readonly unreadableNumbers: Readonly<Record<string, number>>;
  /** Kinds of event that definitions name and no event has. */
  readonly unknownSources: readonly string[];
  /** Factors left out because the files lack a column. */
  readonly leftOut: readonly string[];
  /** Most events that one key has, by entity: every label of such a key walks through all of them. */
  readonly largestKeys: Readonly<Record<string, number>>;
  /** Factors that the engine cannot compute: missing throughout. */
  readonly notComputed: readonly string[];
}

/**
 * Factors of labels point-in-time: the labels' own columns in their order, then a column a factor.
 *
 * @throws TallyError `FACTORS_COLUMN_UNKNOWN`, `FACTORS_COLUMN_TYPE`, `FACTORS_NO_TIME`, `FACTORS_NAME_TAKEN`.
 */
export async function backfill(input: BackfillInput): Promise<{ frame: Frame; report: BackfillReport }> {
  const { engine, roles } = input;
  refuseTaken(input);
  const needed = new Set([...entitiesOf(input.factors), ...eventFields(input.factors)]);
  const read = eventsFromFrame(input.events, { ...roles, needed });
  const told =
    input.skipUnknown === true ? knownFactors(input.factors, read.events, input.labels.names) : input.factors;
  const { factors, events, unreadable } = bind(told, read.events);
  requireKinds(factors, events.source !== undefined);
  const asked = { entities: entitiesOf(factors), asOf: input.asOf, unit: roles.unit };
  const { labels, faults } = labelsFromFrame(input.labels, events, asked);
  const columns = await runEngine(engine, factors, { ...input, events, labels });
  const known = new Set(events.source?.dictionary ?? Array.from(events.source?.values ?? [], String));
  const sources = new Set(windowFactors(factors).flatMap(({ source }) => (source === undefined ? [] : [source])));
  const isSql = engine === 'duckdb' || engine === 'postgres';
  const own = input.labels.names.map((name, i) => [name, input.labels.columns[i] as Column] as const);
  return {
    frame: createFrame([
      ...own,
      ...factors.map(({ name }, f) => [name, float64Column(columns[f] as Float64Array)] as const),
    ]),
    report: {
      engine,
      ...read.faults,
      ...faults,
      factors: factors.length,
      cells: factors.length * labels.rows,
      missingCells: columns.reduce((sum, column) => sum + missing(column), 0),
      divisionsByZero: zeroDivisors(factors, columns),
      unreadableNumbers: unreadable,
      unknownSources: [...sources].filter((source) => !known.has(source)),
      leftOut: input.factors.filter((factor) => !told.includes(factor)).map(({ name }) => name),
      largestKeys: largestKeys(events, asked.entities),
      notComputed: isSql ? [...withoutSql(factors)] : [],
    },
  };
}

function refuseTaken({ factors, labels }: BackfillInput): void {
  const taken = factors.find(({ name }) => labels.names.includes(name));
  if (taken === undefined) return;
  throw new TallyError('FACTORS_NAME_TAKEN', `the labels have a column "${taken.name}" already`, {
    hint: 'rename the factor or the column',
  });
}

function requireKinds(factors: readonly LibraryFactor[], hasKinds: boolean): void {
  const first = windowFactors(factors).find(({ source }) => source !== undefined);
  if (hasKinds || first === undefined) return;
  throw new TallyError(
    'FACTORS_COLUMN_UNKNOWN',
    `factor "${first.name}" reads "${first.source}", but no column says the kind`,
    {
      hint: 'give --kind the column with the kind of event, or leave "source" out',
    },
  );
}

function missing(column: Float64Array): number {
  let count = 0;
  for (const value of column) if (value !== value) count++;
  return count;
}

function zeroDivisors(factors: readonly LibraryFactor[], columns: FactorColumns): number {
  const places = new Map(factors.map(({ name }, index) => [name, index]));
  return factors.reduce((sum, factor) => {
    const divisor = factor.kind === 'computed' && factor.op === 'ratio' ? factor.of[1] : undefined;
    const column = columns[places.get(String(divisor)) ?? -1];
    return sum + (column === undefined ? 0 : column.reduce((zeros, value) => zeros + (value === 0 ? 1 : 0), 0));
  }, 0);
}
