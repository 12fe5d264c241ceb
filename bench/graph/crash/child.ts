import { writeSync } from 'node:fs';
import { append, edgeOf, openLog, recovered, saveSnapshot } from './durable-edges.ts';

/*
 * The process that gets killed: recovers the store of a folder, then acknowledges edges without end, and merges and saves
 * snapshots while more of them come. One line at a time: `ack N` (edges below N are on the disk), `merging`, `saving`, `idle`.
 */

const [folder = ''] = process.argv.slice(2);
const [BATCH, BETWEEN] = [50, 40];

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const { store, edges } = recovered(folder);
const log = openLog(folder);
let next = edges;

function acknowledge(): void {
  append(log, next, BATCH);
  for (let i = 0; i < BATCH; i++) store.insert(edgeOf(next++));
  say(`ack ${next}`);
}

for (;;) {
  for (let i = 0; i < BETWEEN; i++) acknowledge();
  say('merging');
  for (const _ of store.mergeSteps()) acknowledge();
  say('saving');
  saveSnapshot(folder, store, next);
  say('idle');
}
