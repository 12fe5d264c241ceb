import { plotsHtml, section, type Section } from './page.ts';
import { guide, line, type TitledPlot } from './plots.ts';
import type { BinaryReport } from './report-data.ts';

/** Calibration and the distribution of scores. */
export function scores(report: BinaryReport): Section {
  const plots = plotsHtml([calibrationPlot(report), distributionPlot(report)]);
  return section('calibration', ['Calibration and scores', '校准与分数分布'], plots);
}

function calibrationPlot({ calibration, metrics }: BinaryReport): TitledPlot {
  const top = Math.max(...calibration.flatMap(({ predicted, observed }) => [predicted, observed])) * 1.05;
  const most = Math.max(...calibration.map(({ rows }) => rows));
  return {
    title: `Calibration, slope ${metrics['calibrationSlope']?.toFixed(2)}`,
    chinese: '校准曲线',
    xLabel: 'predicted',
    yLabel: 'observed',
    xRange: [0, top],
    yRange: [0, top],
    marks: [
      guide([0, 0], [top, top]),
      line(
        0,
        calibration.map(({ predicted, observed }) => ({ x: predicted, y: observed })),
      ),
      {
        kind: 'dots',
        tone: 0,
        points: calibration.map(({ predicted, observed, rows }) => ({
          x: predicted,
          y: observed,
          size: 2.5 + (2.5 * rows) / most,
          label: `${rows} rows`,
        })),
      },
    ],
  };
}

function distributionPlot({ distribution }: BinaryReport): TitledPlot {
  const width = distribution[1]?.from ?? 1;
  return {
    title: 'Score distribution',
    chinese: '分数分布',
    xLabel: 'probability',
    yLabel: 'share of the class',
    marks: [
      { kind: 'bars', tone: 2, width, points: distribution.map(({ from, others }) => ({ x: from, y: others })) },
      { kind: 'bars', tone: 1, width, points: distribution.map(({ from, events }) => ({ x: from, y: events })) },
    ],
    legend: [
      { name: 'non-events', tone: 2 },
      { name: 'events', tone: 1 },
    ],
  };
}
