import type { Plot } from './svg.ts';

/** A plot with its title in Chinese. */
export type TitledPlot = Plot & { readonly chinese: string };

/** Lines and dots from 0 to 1 on both axes or on one. */
export const UNIT = [0, 1] as const;

/** A solid line. */
export function line(
  tone: number,
  points: readonly { readonly x: number; readonly y: number }[],
): Plot['marks'][number] {
  return { kind: 'line', tone, points };
}

/** A dashed line between two points: what chance, or perfection, would give. */
export function guide(from: readonly [number, number], to: readonly [number, number]): Plot['marks'][number] {
  const points = [from, to].map(([x, y]) => ({ x, y }));
  return { kind: 'line', tone: 5, isDashed: true, points };
}
