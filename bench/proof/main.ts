import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, systemClock } from '#base';
import { worldPack, worldPackHash } from '#world';
import { formatRows } from './format-rows.ts';
import { rooms } from './rooms.ts';
import type { ProofOptions, ProofPart, ProofRow } from './row.ts';

/** Seed of the proofs: nothing was ever tuned on it. */
const DEFAULT_SEED = '20261';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: DEFAULT_SEED },
    pack: { type: 'string', default: 'default' },
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const note = (line: string): void => void process.stderr.write(`${line}\n`);
process.exitCode = await main();

async function main(): Promise<number> {
  const parts = chosenParts();
  const seeds = values.seed.split(',').map(Number);
  const [seed = NaN] = seeds;
  if (parts === undefined || !seeds.every((one) => Number.isSafeInteger(one))) return usage();
  const { pack, quick } = values;
  const options: ProofOptions = { seed, seeds, pack, quick, data: dataFolder(), note };
  const before = loadavg()[0] ?? NaN;
  const about = () => ({
    seed,
    pack,
    packHash: worldPackHash(worldPack(pack)),
    node: process.version,
    cores: availableParallelism(),
    quick,
    machineLoad: [before, loadavg()[0] ?? NaN] as const,
  });
  const rows: ProofRow[] = [];
  for (const part of parts) {
    const started = systemClock.now();
    note(`== ${part.name}`);
    rows.push(...(await rowsOf(part, options)));
    note(`== ${part.name}: ${((systemClock.now() - started) / 1000).toFixed(0)} s`);
  }
  process.stdout.write(values.json ? `${JSON.stringify({ ...about(), rows })}\n` : `${formatRows(rows, about())}\n`);
  return rows.some(({ pass }) => pass === false) ? 1 : 0;
}

/** A part that cannot run is a failed row, not the end of the others. */
async function rowsOf(part: ProofPart, options: ProofOptions): Promise<readonly ProofRow[]> {
  try {
    return await part.run(options);
  } catch (error) {
    note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return [
      {
        metric: part.name,
        value: `could not be measured: ${messageOf(error).split('\n')[0]}`,
        target: '-',
        pass: false,
      },
    ];
  }
}

function chosenParts(): readonly ProofPart[] | undefined {
  const names = positionals.length === 0 ? Object.keys(rooms) : positionals;
  const parts = names.flatMap((name) => rooms[name] ?? []);
  if (names.some((name) => rooms[name] === undefined)) return undefined;
  const { only } = values;
  if (only === undefined) return parts;
  const wanted = new Set(only.flatMap((text) => text.split(',')));
  return [...wanted].every((name) => parts.some((part) => part.name === name))
    ? parts.filter(({ name }) => wanted.has(name))
    : undefined;
}

function usage(): number {
  const list = Object.entries(rooms).map(([room, parts]) => `  ${room}: ${parts.map(({ name }) => name).join(', ')}`);
  note(
    `usage: npm run proof -- ROOM... [--seed N[,N]] [--pack default|mild|hostile] [--only PART] [--quick] [--json]\n${list.join('\n')}`,
  );
  return 2;
}

/** The folder of reference data: TALLY_DATA, or beside the checkout. */
function dataFolder(): string | undefined {
  const folder = process.env['TALLY_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');
  return existsSync(folder) ? folder : undefined;
}
