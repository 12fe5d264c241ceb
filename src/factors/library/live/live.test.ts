import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { randomDefinitions } from '../conformance/random-definitions.ts';
import { randomHistory } from '../conformance/random-history.ts';
import { plainValue } from '../event-table.ts';
import { LiveFactors } from './live-factors.ts';

describe('live factors of the library', () => {
  it('have the bits of the backfill, late and disordered events included', async () => {
    for (let seed = 21; seed <= 23; seed++) {
      const rng = createRng(seed);
      const [told, labels] = randomHistory(rng.fork('history'), { events: 400, labels: 40, keys: 6 });
      const definitions = randomDefinitions(rng.fork('definitions'), 120);
      const { factors, events } = bind(definitions, told);
      const { columns } = await columnarEngine(factors, events, { labels });
      const live = new LiveFactors(definitions);
      for (let row = 0; row < told.rows; row++) {
        const fields = Object.fromEntries([...told.columns].map(([name, column]) => [name, plainValue(column, row)]));
        const recorded = told.recorded === undefined ? {} : { recorded: told.recorded[row] ?? NaN };
        const source = told.source === undefined ? undefined : plainValue(told.source, row);
        live.ingest({ occurred: told.occurred[row] ?? NaN, ...recorded, source: String(source), fields });
      }
      for (let label = 0; label < labels.rows; label++) {
        const keys = Object.fromEntries([...labels.keys].map(([name, key]) => [name, plainValue(key, label)]));
        const vector = live.read(keys, labels.asOf[label] ?? NaN);
        const filled = factors.map((_, f) => columns[f]?.[label] ?? NaN);
        expect({ seed, label, vector: [...vector] }).toEqual({ seed, label, vector: filled });
      }
      expect(live.state().keys).toBeGreaterThan(5);
    }
  });
});
