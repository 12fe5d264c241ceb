/** One thing drawn in a plot. */
export type Mark =
  | { readonly kind: 'line'; readonly points: readonly Point[]; readonly tone: number; readonly isDashed?: boolean }
  | {
      readonly kind: 'band';
      readonly points: readonly (Point & { readonly low: number; readonly high: number })[];
      readonly tone: number;
    }
  | { readonly kind: 'bars'; readonly points: readonly Point[]; readonly width: number; readonly tone: number }
  | {
      readonly kind: 'dots';
      readonly points: readonly (Point & { readonly size?: number; readonly label?: string })[];
      readonly tone: number;
    };

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Plot {
  readonly title: string;
  readonly marks: readonly Mark[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
  /** Names in place of numbers at 0, 1, 2 ... of the x axis. */
  readonly xNames?: readonly string[];
  /** What the tones stand for. */
  readonly legend?: readonly { readonly name: string; readonly tone: number }[];
}

const WIDTH = 360;
const HEIGHT = 240;
const LEFT = 48;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 40;

/** A plot as an SVG element that scales with its box and takes its colours from the page. */
export function plotSvg(plot: Plot): string {
  const xRange = plot.xRange ?? rangeOf(plot.marks.flatMap(xsOf));
  const yRange = plot.yRange ?? rangeOf(plot.marks.flatMap(ysOf));
  const x = scale(xRange, LEFT, WIDTH - RIGHT);
  const y = scale(yRange, HEIGHT - BOTTOM, TOP);
  const parts = [
    ...yTicks(yRange, y),
    ...(plot.xNames === undefined ? xTicks(xRange, x) : nameTicks(plot.xNames, x)),
    ...plot.marks.map((mark) => markSvg(mark, { x, y, floor: y(Math.max(yRange[0], Math.min(0, yRange[1]))) })),
    `<text class="axis" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 4}" text-anchor="middle">${escapeText(plot.xLabel)}</text>`,
    `<text class="axis" x="12" y="${(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle" transform="rotate(-90 12 ${(TOP + HEIGHT - BOTTOM) / 2})">${escapeText(plot.yLabel)}</text>`,
  ];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeText(plot.title)}">${parts.join('')}</svg>${legendHtml(plot)}`;
}

/** Text made safe for HTML and SVG. */
export function escapeText(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}

interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly floor: number;
}

function markSvg(mark: Mark, { x, y, floor }: Scales): string {
  const pair = (px: number, py: number): string => `${n(x(px))},${n(y(py))}`;
  switch (mark.kind) {
    case 'line':
      return `<polyline class="line t${mark.tone}${mark.isDashed === true ? ' dashed' : ''}" points="${mark.points.map((p) => pair(p.x, p.y)).join(' ')}"/>`;
    case 'band': {
      const there = mark.points.map((p) => pair(p.x, p.high));
      const back = [...mark.points].reverse().map((p) => pair(p.x, p.low));
      return `<polygon class="band f${mark.tone}" points="${[...there, ...back].join(' ')}"/>`;
    }
    case 'bars':
      return mark.points
        .map((p) => {
          const [from, to] = [x(p.x), x(p.x + mark.width)];
          const top = Math.min(y(p.y), floor);
          return `<rect class="bar f${mark.tone}" x="${n(from)}" y="${n(top)}" width="${n(Math.max(1, to - from - 1))}" height="${n(Math.abs(floor - y(p.y)))}"/>`;
        })
        .join('');
    case 'dots':
      return mark.points
        .map(
          (p) =>
            `<circle class="dot f${mark.tone}" cx="${n(x(p.x))}" cy="${n(y(p.y))}" r="${n(p.size ?? 3)}">${p.label === undefined ? '' : `<title>${escapeText(p.label)}</title>`}</circle>`,
        )
        .join('');
    default:
      return mark satisfies never;
  }
}

function xsOf(mark: Mark): number[] {
  return mark.points.map((p) => p.x);
}

function ysOf(mark: Mark): number[] {
  if (mark.kind === 'band') return mark.points.flatMap((p) => [p.low, p.high]);
  const heights = mark.points.map((p) => p.y);
  return mark.kind === 'bars' ? [0, ...heights] : heights;
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(low < high)) return [Number.isFinite(low) ? low - 0.5 : 0, Number.isFinite(high) ? high + 0.5 : 1];
  const margin = 0.04 * (high - low);
  return [low >= 0 && low - margin < 0 ? 0 : low - margin, high + margin];
}

function scale([low, high]: readonly [number, number], from: number, to: number): (value: number) => number {
  return (value) => from + ((Math.min(Math.max(value, low), high) - low) / (high - low)) * (to - from);
}

/** Round numbers inside a range, about `wanted` of them. */
export function ticksOf([low, high]: readonly [number, number], wanted = 5): number[] {
  const rough = (high - low) / wanted;
  let size = 1;
  while (size > rough) size /= 10;
  while (size * 10 <= rough) size *= 10;
  const step = [1, 2, 5, 10].map((factor) => factor * size).find((s) => s >= rough) ?? size;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => (first + k) * step);
}

function xTicks(range: readonly [number, number], x: (value: number) => number): string[] {
  return ticksOf(range).map(
    (value) =>
      `<text class="tick" x="${n(x(value))}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">${short(value)}</text>`,
  );
}

function nameTicks(names: readonly string[], x: (value: number) => number): string[] {
  const step = Math.ceil(names.length / 5);
  return names.flatMap((name, k) =>
    k % step !== 0
      ? []
      : [
          `<text class="tick" x="${n(x(k))}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">${escapeText(name.length > 8 ? `${name.slice(0, 7)}…` : name)}</text>`,
        ],
  );
}

function yTicks(range: readonly [number, number], y: (value: number) => number): string[] {
  return ticksOf(range, 4).map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${n(y(value))}" y2="${n(y(value))}"/><text class="tick" x="${LEFT - 5}" y="${n(y(value) + 3.5)}" text-anchor="end">${short(value)}</text>`,
  );
}

function legendHtml({ legend = [] }: Plot): string {
  if (legend.length === 0) return '';
  return `<p class="legend">${legend.map(({ name, tone }) => `<span><i class="b${tone}"></i>${escapeText(name)}</span>`).join('')}</p>`;
}

/** A number for an axis: at most four digits. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

/** Coordinates with one digit: smaller files, no visible change. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
