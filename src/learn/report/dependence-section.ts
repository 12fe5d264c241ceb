import { plotsHtml, section, type Section } from './page.ts';
import { line } from './plots.ts';
import type { BinaryReport } from './report-data.ts';
import type { Plot } from './svg.ts';

/** How predictions move with single features. */
export function dependences(report: BinaryReport): Section {
  const text = 'Mean prediction as one feature moves and the others stay; the band holds 80 % of the single rows.';
  const plots = plotsHtml(report.dependence.map(dependencePlot));
  return section('dependence', ['Dependence', '特征依赖'], `<p class="soft">${text}</p>${plots}`);
}

function dependencePlot({ feature, kind, points }: BinaryReport['dependence'][number]): Plot {
  const base = { title: feature, xLabel: '', yLabel: 'probability' };
  if (kind === 'category') {
    const ranked = [...points].sort((a, b) => b.mean - a.mean);
    return {
      ...base,
      xRange: [-0.6, Math.max(0.6, ranked.length - 0.4)],
      yRange: [0, Math.max(...ranked.map(({ high }) => high)) * 1.05],
      xNames: ranked.map(({ at }) => at),
      marks: [{ kind: 'bars', tone: 0, width: 0.8, points: ranked.map(({ mean }, k) => ({ x: k - 0.4, y: mean })) }],
    };
  }
  return {
    ...base,
    marks: [
      { kind: 'band', tone: 0, points: points.map(({ x, mean, low, high }) => ({ x, y: mean, low, high })) },
      line(
        0,
        points.map(({ x, mean }) => ({ x, y: mean })),
      ),
    ],
  };
}
