import { type Database, createUnit, defineTable, openScratchDatabase, type SyncMode } from '#store';

/* Small records committed by concurrent writers on the embedded store; the reference is one commit a record. */

const SECONDS = 4;
const note = defineTable('bench_note', {
  columns: { tenant: 'text', id: 'text', body: 'text', amount: 'int8', at: 'int8', data: 'jsonb' },
  key: ['tenant', 'id'],
});
const migrations = [
  {
    number: 1,
    name: 'bench',
    sql: 'create table bench_note (tenant text, id text, body text, amount int8, at int8, data jsonb, primary key (tenant, id))',
  },
];
let next = 0;

/** Rounds of `writers` concurrent units of one record each. */
async function measure(db: Database, writers: number): Promise<{ perSecond: number; p99: number }> {
  const times: number[] = [];
  const start = performance.now();
  let written = 0;
  while (performance.now() - start < SECONDS * 1000) {
    const round = performance.now();
    const units = Array.from({ length: writers }, () => {
      const n = next++;
      const row = { id: `note-${n}`, body: 'a small record', amount: n, at: 1_767_225_600_000 + n, data: { n } };
      return db.write(createUnit('main').insert(note, [row]));
    });
    await Promise.all(units);
    times.push(performance.now() - round);
    written += writers;
  }
  times.sort((a, b) => a - b);
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: Math.round(written / seconds), p99: times[Math.floor(times.length * 0.99)] ?? NaN };
}

for (const sync of ['full', 'os'] satisfies SyncMode[]) {
  const { db, remove } = await openScratchDatabase({ migrations, sync });
  let single = NaN;
  for (const writers of [1, 100, 1000]) {
    const { perSecond, p99 } = await measure(db, writers);
    if (writers === 1) single = perSecond;
    const ratio = (perSecond / single).toFixed(1);
    console.log(
      `sync=${sync.padEnd(4)} ${String(writers).padStart(4)} writers  ${perSecond} records/s  commit p99 ${p99.toFixed(1)} ms  ${ratio}x one at a time`,
    );
  }
  await remove();
}
