import type { Ink } from '../../parts/chart-ink.ts';

/** Dashed lines at values that should not be crossed. */
export function limitLine(ink: Ink, values: readonly number[]) {
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: ink.dim, type: 'dashed', width: 1 },
      label: { color: ink.dim, fontSize: 10, position: 'insideEndTop', formatter: '{c}' },
      data: values.map((yAxis) => ({ yAxis })),
    },
  };
}
