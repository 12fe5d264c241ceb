import { plotsHtml, section, type Section } from './page.ts';
import { guide, line, UNIT, type TitledPlot } from './plots.ts';
import type { BinaryReport } from './report-data.ts';

/** ROC, KS and lift. */
export function ranking({ curves, metrics }: BinaryReport): Section {
  const roc: TitledPlot = {
    title: `ROC, AUC ${metrics['auc']?.toFixed(4)}`,
    chinese: 'ROC 曲线',
    xLabel: 'non-events flagged',
    yLabel: 'events flagged',
    xRange: UNIT,
    yRange: UNIT,
    marks: [
      guide([0, 0], [1, 1]),
      line(
        0,
        curves.map(({ others, events }) => ({ x: others, y: events })),
      ),
    ],
  };
  const ks: TitledPlot = {
    title: `KS ${metrics['ks']?.toFixed(4)}`,
    chinese: 'KS 曲线',
    xLabel: 'share flagged, riskiest first',
    yLabel: 'share',
    xRange: UNIT,
    yRange: UNIT,
    marks: [
      line(
        1,
        curves.map(({ flagged, events }) => ({ x: flagged, y: events })),
      ),
      line(
        2,
        curves.map(({ flagged, others }) => ({ x: flagged, y: others })),
      ),
      line(
        0,
        curves.map(({ flagged, ks: y }) => ({ x: flagged, y })),
      ),
    ],
    legend: [
      { name: 'events', tone: 1 },
      { name: 'non-events', tone: 2 },
      { name: 'distance', tone: 0 },
    ],
  };
  const lift: TitledPlot = {
    title: 'Lift',
    chinese: '提升图',
    xLabel: 'share flagged, riskiest first',
    yLabel: 'event rate / overall rate',
    xRange: UNIT,
    marks: [
      guide([0, 1], [1, 1]),
      line(
        0,
        curves.slice(1).map(({ flagged, lift: y }) => ({ x: flagged, y })),
      ),
    ],
  };
  return section('ranking', ['Ranking', '区分能力'], plotsHtml([roc, ks, lift]));
}
