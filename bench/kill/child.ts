import { readFileSync, writeSync } from 'node:fs';
import { inspect, openRooms, startEffects, writeUnit } from './load.ts';

/*
 * The process that gets killed: opens the data directory, inspects it, then writes under load without end. It speaks
 * one line at a time on standard output: `tick` while it opens, `found {...}`, then `ack N` for each unit.
 */

const [directory = '', acknowledgedFile = '', first = '0'] = process.argv.slice(2);
const UNITS_AT_ONCE = 12;
const CHECKPOINT_EVERY = 150;

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

say('tick');
const ticking = setInterval(() => say('tick'), 10);
const rooms = await openRooms(directory);
clearInterval(ticking);
const acknowledged = JSON.parse(readFileSync(acknowledgedFile, 'utf8')) as number[];
say(`found ${JSON.stringify(await inspect(rooms, acknowledged))}`);
await startEffects(rooms);

let next = Number(first);
async function writeForever(): Promise<void> {
  for (;;) {
    const n = next++;
    await writeUnit(rooms, n);
    say(`ack ${n}`);
    if (n % CHECKPOINT_EVERY === 0) await rooms.db.script('checkpoint');
  }
}
await Promise.all(Array.from({ length: UNITS_AT_ONCE }, writeForever));
