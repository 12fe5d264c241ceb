import { afterAll, beforeAll, expect, it } from 'vitest';
import { createResolver } from '#identity';
import { openScratchDatabase, type ScratchDatabase } from '#store';
import { liveClosedLoop } from '#world';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { compareColumns } from '../conformance/compare-columns.ts';
import type { EventColumn, EventTable, LabelTable } from '../event-table.ts';
import { entitiesOf } from '../fields-of.ts';
import { asTexts } from '../files/align-keys.ts';
import { EVERYONE, type EventFields } from '../live/event-rows.ts';
import { eventFlattener } from '../live/flatten-event.ts';
import { referenceEngine } from '../reference.ts';
import { withDuckDbSession } from '../sql/duckdb-session.ts';
import { postgresSession } from '../sql/postgres-session.ts';
import { sqlEngine } from '../sql/sql-engine.ts';
import { drawNames, libraryDefinitions } from './catalogue.ts';

interface Row {
  readonly occurred: number;
  readonly source: string;
  readonly fields: EventFields;
}

/** A small market, flattened as the platform keeps it. */
function lived(): Row[] {
  const [flattener, resolver] = [eventFlattener(), createResolver()];
  const rows: Row[] = [];
  for (const { events } of liveClosedLoop({ people: 350, seed: 8, pack: 'hostile', months: 5, policy: 'accept-all' })) {
    for (const { identifiers, data, occurredAt, ...rest } of events) {
      const tokens = identifiers.map(({ kind, value }) => ({ kind, token: value }));
      const phone = identifiers.find(({ kind }) => kind === 'phone')?.value.slice(0, -3);
      const event = {
        ...{ ...rest, occurredAt, recordedAt: occurredAt, identifiers: tokens, data: { ...data, phoneBlock: phone } },
        ...{ tenant: 't', partition: 0, partitionKey: '', offset: rows.length },
      };
      const flat = flattener.flatten({ event, person: resolver.resolve(tokens).person.index });
      if (flat !== undefined) rows.push({ ...flat, fields: { ...flat.fields, [EVERYONE]: EVERYONE } });
    }
  }
  return rows;
}

function columnOf(values: readonly (EventFields[string] | undefined)[]): EventColumn {
  const isNumber = values.every((value) => value === undefined || typeof value === 'number');
  if (isNumber) return { values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN)) };
  const codes = new Map<string, number>();
  const coded = values.map((value) => {
    if (value === undefined) return NaN;
    const code = codes.get(String(value)) ?? codes.size;
    codes.set(String(value), code);
    return code;
  });
  return { values: Float64Array.from(coded), dictionary: [...codes.keys()] };
}

function tableOf(rows: readonly Row[]): EventTable {
  const names = new Set(rows.flatMap(({ fields }) => Object.keys(fields)));
  return {
    rows: rows.length,
    occurred: Float64Array.from(rows, ({ occurred }) => occurred),
    source: columnOf(rows.map(({ source }) => source)),
    columns: new Map([...names].map((name) => [name, columnOf(rows.map(({ fields }) => fields[name]))])),
  };
}

let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await openScratchDatabase({ migrations: [] });
}, 30_000);
afterAll(() => scratch.remove());

it('computes names drawn by seed alike in every engine, on the market', async () => {
  const rows = lived();
  const told = tableOf(rows);
  const definitions = libraryDefinitions(drawNames(60, { seed: 12 }));
  const { factors, events } = bind(definitions, told);
  const asked = rows.flatMap(({ source, fields }, row) =>
    source === 'application.submitted' ? [{ row, fields }] : [],
  );
  const labelled = asked.slice(-12);
  const keys = new Map(
    entitiesOf(factors).map((entity) => {
      const key = columnOf(labelled.map(({ fields }) => fields[entity]));
      const isText = events.columns.get(entity)?.dictionary !== undefined;
      return [entity, isText && key.dictionary === undefined ? asTexts(key) : key] as const;
    }),
  );
  const asOf = Float64Array.from(labelled, ({ row }) => told.occurred[row] ?? NaN);
  const labels: LabelTable = { rows: labelled.length, asOf, keys };
  const { columns } = await columnarEngine(factors, events, { labels });
  const postgres = postgresSession({
    rows: async (sql, parameters = []) => (await scratch.db.query<object>(sql, parameters)).map(Object.values),
  });
  const others = {
    reference: referenceEngine(factors, events, labels),
    duckdb: await withDuckDbSession((session) => sqlEngine(session, factors, { events, labels })),
    postgres: await sqlEngine(postgres, factors, { events, labels }),
  };
  for (const [engine, answer] of Object.entries(others)) {
    const { cells, different, example } = compareColumns(factors, [columns, answer], () => engine !== 'reference');
    expect({ engine, different, example }).toEqual({ engine, different: 0, example: undefined });
    expect(cells).toBe(factors.length * labels.rows);
  }
}, 60_000);
