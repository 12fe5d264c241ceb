import { binarySections } from './binary-sections.ts';
import { survivalSections } from './survival-sections.ts';
import { pageHtml, tilesHtml, warningsHtml } from './page.ts';
import { binaryReport, type BinaryReport, type ReportRows } from './report-data.ts';
import { escapeText } from './svg.ts';
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
    cindex: 'C-index (Harrell)',
    cindexIpcw: 'C-index (Uno)',
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
