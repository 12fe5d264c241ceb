import { performance } from 'node:perf_hooks';
import { buildTable, createMatchIndex, linkRecords, modelForTable, syntheticPeople, type MatchIndex } from '#identity';
import { valueAt, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';

const QUESTIONS = 3000;

/** Live matching of single records, at 50,000 and (without --quick) at a million invented records. */
export const liveMatchProof: ProofPart = {
  name: 'live-match',
  run: async ({ seed, quick, note }) => {
    note('learning from 20,000 invented records');
    const sample = syntheticPeople({ people: 5500, records: 4, noise: 0.25, seed });
    const linkage = await linkRecords(buildTable(sample.frame, { id: 'record' }));
    const rows: ProofRow[] = [];
    for (const people of quick === true ? [14_000] : [14_000, 282_000]) {
      const all = syntheticPeople({ people, records: 4, noise: 0.25, seed: seed + 1 });
      note(`indexing ${all.frame.rows} records`);
      const table = buildTable(all.frame, { id: 'record' });
      const index = createMatchIndex({ table, model: modelForTable(linkage, table.rows) });
      rows.push(ask(index, all.frame, all.person));
    }
    return rows;
  },
};

/** Asks for records of the index itself: is the first other one of the same person? */
function ask(index: MatchIndex, frame: Frame, person: Int32Array): ProofRow {
  const times = new Float64Array(QUESTIONS);
  let right = 0;
  for (let at = 0; at < QUESTIONS; at++) {
    const row = (at * 7919) % frame.rows;
    const texts = frame.columns.map((column) => valueAt(column, row) as string | null);
    const record = Object.fromEntries(frame.names.slice(1).map((name, k) => [name, texts[k + 1]]));
    const start = performance.now();
    const matches = index.match(record);
    times[at] = performance.now() - start;
    const other = matches.find(({ id }) => id !== texts[0]);
    if (other !== undefined && person[Number(other.id.split('-')[1])] === person[row]) right++;
  }
  times.sort();
  const p99 = times[Math.floor(0.99 * QUESTIONS)] as number;
  const p50 = times[QUESTIONS >> 1] as number;
  return {
    metric: `live match of one record among ${index.records}: p99`,
    value: `${p99.toFixed(2)} ms (p50 ${p50.toFixed(2)}; best other record right ${((100 * right) / QUESTIONS).toFixed(1)} %)`,
    target: '< 10 ms',
    pass: p99 < 10,
  };
}
