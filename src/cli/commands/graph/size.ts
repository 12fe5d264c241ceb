import { TallyError } from '#base';
import type { Command } from 'commander';
import { sizeOf } from '#graph';
import { runs } from '../../command.ts';

const KEPT = [
  ['ends only', {}],
  ['and relation', { type: true }],
  ['and both instants', { type: true, time: true }],
  ['and weight', { type: true, time: true, weight: true }],
] as const;

/** Adds `graph size`. */
export function addSize(group: Command): void {
  const command = group
    .command('size')
    .description('memory and machines that a graph needs, from bytes that were measured')
    .option('--nodes <n>', 'nodes', '2e9')
    .option('--edges <n>', 'edges', '19.2e9')
    .option('--usable <gib>', 'usable memory of a machine in GiB, of 24', '20');
  runs<{ readonly nodes: string; readonly edges: string; readonly usable: string }>(
    command,
    async (options, output) => {
      const [nodes, edges, usable] = [
        count('nodes', options.nodes),
        count('edges', options.edges),
        count('usable', options.usable),
      ];
      const rows = KEPT.map(([kept, fields]) => {
        const size = sizeOf({ nodes, edges, ...fields, machineBytes: usable * 2 ** 30 });
        return { kept, bytesPerEdge: size.frozen / edges, ...size };
      });
      output.result({ nodes, edges, usableGiB: usable, rows }, () => table(rows));
    },
  );
}

function table(
  rows: readonly (ReturnType<typeof sizeOf> & { readonly kept: string; readonly bytesPerEdge: number })[],
): string {
  const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const told = rows.map((row) => [
    row.kept,
    `${row.bytesPerEdge.toFixed(1)} B`,
    ...[row.frozen, row.live, row.names].map(gib),
    String(row.stores),
    String(row.machines),
  ]);
  const head = ['kept of an edge', 'an edge', 'rows', 'with a tenth live', 'names', 'stores', 'machines'];
  const widths = head.map((title, i) => Math.max(title.length, ...told.map((cells) => (cells[i] ?? '').length)));
  return [head, ...told].map((cells) => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n');
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new TallyError('CLI_OPTION', `--${name} is "${text}"`, { hint: 'a number above 0, such as 2e9' });
}
