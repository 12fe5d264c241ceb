import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng } from '#base';
import { backfill, catalogueCounts, drawNames, libraryDefinitions, type LibraryFactor } from '#factors';
import { column, concat, readTable, take, type Frame } from '#table';
import { exportWorld } from '#world';
import { readEvents } from '../../../src/cli/commands/factors/read-events.ts';
import { withPersons } from '../../../src/cli/commands/factors/with-persons.ts';
import type { ProofPart, ProofRow } from '../row.ts';
import { servedLive } from './served-live.ts';

const FULL = { people: 3000, months: 8, labels: 400, names: 200 };
const QUICK = { people: 800, months: 4, labels: 60, names: 60 };
const TARGETS = { ideas: 400, base: 4000, derived: 100_000 } as const;
const TIME = 'occurred_at';

/** The catalogue: how much it names, and whether any of it is the same live, in a backfill and in SQL. */
export const catalogueProof: ProofPart = {
  name: 'catalogue',
  async run({ seed, pack, quick, note }) {
    const size = quick === true ? QUICK : FULL;
    const names = drawNames(size.names, { seed });
    const definitions = libraryDefinitions(names);
    const market = { people: size.people, months: size.months, seed, pack, policy: 'accept-all' } as const;
    const out = await mkdtemp(join(tmpdir(), 'tally-catalogue-'));
    try {
      note(`exporting a market of ${market.people} people`);
      await exportWorld({ ...market, out });
      const told = await readEvents(join(out, 'events'));
      const labels = await someApplications(join(out, 'events/application.submitted'), size.labels, seed);
      const entities = [...new Set(definitions.flatMap((factor) => (factor.kind === 'window' ? [factor.entity] : [])))];
      const files = withPersons({ events: told, labels }, { entities, time: TIME, asOf: TIME });
      note(`computing ${definitions.length} factors of ${labels.rows} applications`);
      const filled = await filledBy('columnar', definitions, files);
      const queried = await filledBy('duckdb', definitions, files);
      const live = servedLive(market, definitions, {
        applications: texts(labels, 'application_id'),
        at: Float64Array.from(column(labels, TIME).values),
      });
      const of = (frame: Frame): Float64Array[] => names.map((name) => Float64Array.from(column(frame, name).values));
      const served = names.map(
        (name) => live.columns[definitions.findIndex((factor) => factor.name === name)] ?? new Float64Array(0),
      );
      const what = `${names.length} names drawn by seed (${names.filter((name) => name.includes(':')).length} derived), ${labels.rows} reads each`;
      return [
        ...countRows(),
        parityRow(`${what}: live from ${live.events} events against backfill from files`, [served, of(filled)], 0),
        parityRow(`${what}: DuckDB against backfill`, [of(queried), of(filled)], 1e-9),
      ];
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  },
};

function countRows(): ProofRow[] {
  const { packs, ...counts } = catalogueCounts();
  return (['ideas', 'base', 'derived'] as const).map((what) => ({
    metric: `catalogue of ${packs} packs: ${{ ideas: 'ideas written by hand', base: 'base factors by name', derived: 'derived factors by name' }[what]}`,
    value: counts[what].toLocaleString('en'),
    target: `>= ${TARGETS[what].toLocaleString('en')}`,
    pass: counts[what] >= TARGETS[what],
  }));
}

async function someApplications(folder: string, count: number, seed: number): Promise<Frame> {
  const months = (await readdir(folder)).toSorted();
  const all = concat(await Promise.all(months.map((month) => readTable(join(folder, month)))));
  const rng = createRng(seed).fork('labels');
  return take(all, Int32Array.from({ length: Math.min(count, all.rows) }, () => rng.below(all.rows)).sort());
}

async function filledBy(
  engine: 'columnar' | 'duckdb',
  factors: readonly LibraryFactor[],
  files: { readonly events: Frame; readonly labels: Frame },
): Promise<Frame> {
  const { frame } = await backfill({ ...files, factors, engine, roles: { time: TIME }, asOf: TIME });
  return frame;
}

function texts(frame: Frame, name: string): string[] {
  const told = column(frame, name);
  return Array.from(told.values, (code) => (told.kind === 'string' ? (told.dictionary[code] ?? '') : String(code)));
}

type Columns = readonly Float64Array[];

function parityRow(metric: string, [left, right]: readonly [Columns, Columns], tolerance: number): ProofRow {
  let [cells, same, known] = [0, 0, 0];
  left.forEach((column, f) => {
    column.forEach((x, row) => {
      const y = right[f]?.[row] ?? NaN;
      cells++;
      if (x === x) known++;
      if (Object.is(x, y) || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y))) same++;
    });
  });
  const share = ((100 * same) / cells).toFixed(same === cells ? 0 : 4);
  const how = tolerance === 0 ? 'have the same bits' : `within ${tolerance}`;
  return {
    metric,
    value: `${share} % of ${cells} cells ${how} (${((100 * known) / cells).toFixed(0)} % not missing)`,
    target: '100 %',
    pass: cells > 0 && same === cells,
  };
}
