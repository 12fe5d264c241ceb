import { percent, plotsHtml, section, tableHtml, type Section } from './page.ts';
import { line, type TitledPlot } from './plots.ts';
import type { BinaryReport } from './report-data.ts';

/** PSI and CSI by month. */
export function stability({ stability: months }: BinaryReport): Section | undefined {
  if (months.length === 0) return undefined;
  const names = months.map(({ month }) => month);
  const psi: TitledPlot = {
    title: 'PSI of the score',
    chinese: '分数稳定性',
    xLabel: 'period',
    yLabel: 'PSI against training',
    xRange: [-0.5, names.length - 0.5],
    xNames: names,
    marks: [{ kind: 'bars', tone: 0, width: 0.8, points: months.map(({ psi: y }, k) => ({ x: k - 0.4, y })) }],
  };
  const rates: TitledPlot = {
    title: 'Predicted and observed',
    chinese: '预测与实际',
    xLabel: 'period',
    yLabel: 'event rate',
    xRange: [-0.5, names.length - 0.5],
    xNames: names,
    marks: [
      line(
        0,
        months.map(({ meanScore }, k) => ({ x: k, y: meanScore })),
      ),
      { kind: 'dots', tone: 1, points: months.map(({ eventRate }, k) => ({ x: k, y: eventRate })) },
    ],
    legend: [
      { name: 'predicted', tone: 0 },
      { name: 'observed', tone: 1 },
    ],
  };
  const table = tableHtml(
    ['period', 'rows', 'event rate', 'mean score', 'AUC', 'PSI', 'features that moved most (CSI)'],
    months.map((m) => [
      m.month,
      m.rows,
      percent(m.eventRate),
      percent(m.meanScore),
      m.auc,
      m.psi,
      m.features.map(({ name, csi }) => `${name} ${csi.toFixed(3)}`).join(', '),
    ]),
  );
  return section('stability', ['Stability by month', '按月稳定性 (PSI/CSI)'], plotsHtml([psi, rates]) + table);
}
