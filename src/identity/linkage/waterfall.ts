import type { PairEvidence } from './explain-pair.ts';

const ROW = 26;
const LABELS = 300;
const CHART = 420;
const MARGIN = 16;

interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

/** A waterfall of the evidence for a pair as an SVG: from the prior, column by column, to the total, in bits. */
export function waterfallSvg(evidence: PairEvidence): string {
  const bars = barsOf(evidence);
  const low = Math.min(0, ...bars.flatMap(({ from, to }) => [from, to]));
  const high = Math.max(0, ...bars.flatMap(({ from, to }) => [from, to]));
  const x = (bits: number): number => LABELS + (CHART * (bits - low)) / Math.max(high - low, 1e-9);
  const width = LABELS + CHART + 80;
  const height = 2 * MARGIN + ROW * (bars.length + 1);
  const title = `${evidence.left} and ${evidence.right}: probability ${evidence.probability.toFixed(4)}`;
  const lines = bars.map((bar, at) => barSvg(bar, MARGIN + ROW * (at + 1), x));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<text x="${MARGIN}" y="${MARGIN + 6}" font-weight="600">${escaped(title)}</text>`,
    `<line x1="${x(0)}" x2="${x(0)}" y1="${MARGIN + ROW - 6}" y2="${height - MARGIN}" stroke="#999" stroke-dasharray="2 2"/>`,
    ...lines,
    '</svg>',
  ].join('\n');
}

function barsOf({ priorBits, columns, totalBits }: PairEvidence): Bar[] {
  let at = priorBits;
  const steps = columns.map(({ column, level, left, right, bits, termBits }): Bar => {
    const from = at;
    at += bits + termBits;
    const values = left === right ? (left ?? '') : `${left ?? '?'} / ${right ?? '?'}`;
    const color = bits + termBits >= 0 ? '#2f9e44' : '#e03131';
    return { label: `${column}: ${level} (${values})`, from, to: at, color };
  });
  return [
    { label: 'before looking', from: 0, to: priorBits, color: '#868e96' },
    ...steps,
    { label: 'all together', from: 0, to: totalBits, color: '#1c7ed6' },
  ];
}

function barSvg({ label, from, to, color }: Bar, y: number, x: (bits: number) => number): string {
  const left = Math.min(x(from), x(to));
  const width = Math.max(1, Math.abs(x(to) - x(from)));
  const bits = to - from;
  const text = label.length > 46 ? `${label.slice(0, 45)}…` : label;
  return [
    `<text x="${MARGIN}" y="${y + 14}">${escaped(text)}</text>`,
    `<rect x="${left.toFixed(1)}" y="${y + 2}" width="${width.toFixed(1)}" height="${ROW - 8}" fill="${color}"/>`,
    `<text x="${(left + width + 4).toFixed(1)}" y="${y + 14}">${bits > 0 ? '+' : ''}${bits.toFixed(1)}</text>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
