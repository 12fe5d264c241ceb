import { binarySections } from './binary-sections.ts';
import { pageHtml, plotsHtml, tilesHtml, warningsHtml, type Section } from './page.ts';
import { barListSvg } from './beeswarm-svg.ts';
import { binaryReport, type BinaryReport, type ReportRows } from './report-data.ts';
import { escapeText, type Mark } from './svg.ts';
import type { SurvivalReport } from './survival-report.ts';
import type { Model } from '../estimator.ts';

/** What a report says, as plain JSON. */
export type Report = BinaryReport | SurvivalReport;

/** Judges a binary model for people: the numbers behind {@link reportHtml}. */
export function reportData(model: Model, rows: ReportRows): BinaryReport {
  return binaryReport(model, rows);
}

/**
 * A report as one self-contained HTML page: no script, no request; light or dark as the reader's system is.
 *
 * @example
 * writeFile('report.html', reportHtml(reportData(model, { frame, label, target: 'bad', event: '1', judgedOn: 'test rows' })));
 */
export function reportHtml(report: Report): string {
  const intro = `<p>${escapeText(report.judgedOn)}</p><p class="soft">${report.rows} rows, ${report.events} events; model kind ${escapeText(report.model)}</p>${tilesOf(report)}${warningsHtml(report.warnings)}`;
  const sections = report.kind === 'binary' ? binarySections(report) : survivalSections(report);
  return pageHtml({ title: `Model report: ${report.target}`, chinese: '模型报告', intro, sections });
}

function tilesOf(report: Report): string {
  const names: Readonly<Record<string, string>> = {
    auc: 'AUC',
    ks: 'KS',
    logloss: 'log-loss',
    brier: 'Brier',
    averagePrecision: 'PR-AUC',
    hMeasure: 'H-measure',
    gini: 'Gini',
    calibrationError: 'calibration error',
    calibrationSlope: 'calibration slope',
    calibrationShift: 'calibration shift',
    cindex: 'C-index',
    nll: 'log-loss of windows',
  };
  const interval = report.kind === 'binary' ? ` (${report.aucInterval.map((v) => v.toFixed(3)).join(' to ')})` : '';
  return tilesHtml(
    Object.entries(report.metrics).map(([name, value]) => [
      `${names[name] ?? name}${name === 'auc' ? interval : ''}`,
      value.toFixed(4),
    ]),
  );
}

function survivalSections(report: SurvivalReport): Section[] {
  const marks = report.groups.flatMap(({ predicted, observed }, k): Mark[] => [
    {
      kind: 'line',
      tone: k,
      points: [{ x: 0, y: 0 }, ...predicted.map((y, w) => ({ x: report.times[w] as number, y }))],
    },
    { kind: 'dots', tone: k, points: observed.map((y, w) => ({ x: report.times[w] as number, y })) },
  ]);
  const legend = report.groups.map(({ name }, tone) => ({ name, tone }));
  return [
    {
      id: 'curves',
      title: 'PD curves',
      chinese: '违约概率曲线',
      body: `<p class="soft">Lines: mean predicted chance of the event by fifths of risk. Dots: observed in the same rows (1 - Kaplan-Meier).</p>${plotsHtml([{ title: 'Predicted and observed', chinese: '预测与实际', marks, xLabel: 'time', yLabel: 'chance of the event', legend }])}`,
    },
    {
      id: 'importance',
      title: 'Importance',
      chinese: '特征重要性',
      body: `<div class="plot">${barListSvg(report.importance.slice(0, 20).map(({ name, share }) => ({ name, value: share })))}</div>`,
    },
  ];
}
