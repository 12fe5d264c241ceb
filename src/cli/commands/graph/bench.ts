import { availableParallelism, loadavg } from 'node:os';
import { TallyError } from '#base';
import type { Command } from 'commander';
import { runs } from '../../command.ts';
import { communityMeasures } from './bench-communities.ts';
import { isMet, measures, type Measure } from './bench-measures.ts';

/** Adds `graph bench`. */
export function addBench(group: Command): void {
  const command = group
    .command('bench')
    .description('measure the engine on an R-MAT graph of 2^scale nodes and 16 edges each')
    .option('--scale <n>', 'from 10 to 22', '18');
  runs<{ readonly scale: string }>(command, async ({ scale }, output) => {
    const value = Number(scale);
    if (!Number.isInteger(value) || value < 10 || value > 22) {
      throw new TallyError('CLI_OPTION', `--scale is "${scale}"`, { hint: 'a whole number from 10 to 22' });
    }
    const rows = [...measures(value), ...communityMeasures()];
    const machine = { cores: availableParallelism(), load: loadavg()[0] ?? 0, node: process.version };
    const results = rows.map((row) => ({ ...row, pass: isMet(row) }));
    output.result({ scale: value, results, machine }, () => results.map(describe).join('\n'));
  });
}

function describe({ name, value, unit, target, isCost, pass }: Measure & { readonly pass: boolean }): string {
  const told = `${name}: ${value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)} ${unit}`;
  if (target === 0 || target === Infinity) return told;
  return `${told} (${pass ? 'met' : 'MISSED'}: ${isCost ? 'at most' : 'at least'} ${target.toLocaleString('en')})`;
}
