import type { ShapFeature } from './shap-sample.ts';
import { escapeText, short, ticksOf } from './svg.ts';

const WIDTH = 480;
const LEFT = 128;
const RIGHT = 16;
const LINE = 30;
const BINS = 120;

/** Contributions row by row: a dot for each, spread where they lie close, blue for low and red for high values. */
export function beeswarmSvg(features: readonly ShapFeature[]): string {
  const height = features.length * LINE + 40;
  const all = features.flatMap(({ points }) => points.map(({ value }) => value));
  const reach = Math.max(1e-6, ...all.map(Math.abs)) * 1.04;
  const x = (value: number): number => LEFT + ((value + reach) / (2 * reach)) * (WIDTH - LEFT - RIGHT);
  const ticks = ticksOf([-reach, reach], 6).map(
    (value) =>
      `<line class="grid" x1="${x(value).toFixed(1)}" x2="${x(value).toFixed(1)}" y1="4" y2="${height - 34}"/><text class="tick" x="${x(value).toFixed(1)}" y="${height - 20}" text-anchor="middle">${short(value)}</text>`,
  );
  const lines = features.map(({ feature, points }, line) => {
    const middle = line * LINE + LINE / 2 + 4;
    const counts = new Map<number, number>();
    const dots = points.map(({ value, rank }) => {
      const bin = Math.round(((value + reach) / (2 * reach)) * BINS);
      const count = counts.get(bin) ?? 0;
      counts.set(bin, count + 1);
      const offset = Math.min(12, Math.ceil(count / 2) * 1.9) * (count % 2 === 0 ? 1 : -1);
      const colour = rank === null ? 'var(--t5)' : `hsl(${Math.round(215 + 145 * rank)} 75% 55%)`;
      return `<circle cx="${x(value).toFixed(1)}" cy="${(middle + offset).toFixed(1)}" r="1.8" fill="${colour}"/>`;
    });
    const name = feature.length > 19 ? `${feature.slice(0, 18)}…` : feature;
    return `<text class="name" x="${LEFT - 8}" y="${middle + 4}" text-anchor="end">${escapeText(name)}</text>${dots.join('')}`;
  });
  const label = `<text class="axis" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${height - 4}" text-anchor="middle">contribution to the log-odds (right = riskier)</text>`;
  return `<svg class="list" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="SHAP beeswarm">${ticks.join('')}${lines.join('')}${label}</svg><p class="legend"><span><i style="background:hsl(215 75% 55%)"></i>low value</span><span><i style="background:hsl(360 75% 55%)"></i>high value</span><span><i class="b5"></i>missing</span></p>`;
}

/** Horizontal bars with names. */
export function barListSvg(bars: readonly { readonly name: string; readonly value: number }[]): string {
  const height = bars.length * 20 + 6;
  const top = Math.max(1e-9, ...bars.map(({ value }) => value));
  const lines = bars.map(({ name, value }, k) => {
    const width = (value / top) * (WIDTH - LEFT - 52);
    const shown = name.length > 19 ? `${name.slice(0, 18)}…` : name;
    return `<text class="name" x="${LEFT - 8}" y="${k * 20 + 15}" text-anchor="end">${escapeText(shown)}</text><rect class="bar f0" x="${LEFT}" y="${k * 20 + 4}" width="${Math.max(1, width).toFixed(1)}" height="14" rx="2"/><text class="tick" x="${(LEFT + width + 6).toFixed(1)}" y="${k * 20 + 15}">${(100 * value).toFixed(1)} %</text>`;
  });
  return `<svg class="list" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="importance">${lines.join('')}</svg>`;
}
