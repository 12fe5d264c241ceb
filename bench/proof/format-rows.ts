import type { ProofRow } from './row.ts';

/** What a proof ran on. */
export interface ProofAbout {
  readonly seed: number;
  readonly pack: string;
  readonly packHash: string;
  readonly node: string;
  readonly cores: number;
  readonly quick: boolean;
  /** Load average of the last minute before and after; above the number of cores somebody else was at work as well. */
  readonly machineLoad: readonly [number, number];
}

/** Rows as an aligned table for a terminal. */
export function formatRows(rows: readonly ProofRow[], about: ProofAbout): string {
  const cells = [
    ['metric', 'value', 'target', 'pass'],
    ...rows.map(({ metric, value, target, pass }) => [
      metric,
      value,
      target,
      pass === undefined ? 'info' : pass ? 'pass' : 'FAIL',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('-+-'));
  const judged = rows.filter(({ pass }) => pass !== undefined);
  const { seed, pack, packHash, node, cores, quick, machineLoad } = about;
  return [
    ...lines,
    '',
    `${judged.filter(({ pass }) => pass).length} of ${judged.length} targets met${quick ? ' (--quick: shorter than the real proof)' : ''}`,
    `seed ${seed}, pack ${pack} (${packHash}), node ${node}, ${cores} cores, load average ${machineLoad.map((load) => load.toFixed(1)).join(' before, ')} after`,
  ].join('\n');
}
