import type { RaceRecord } from '../auto/record.ts';
import type { SurvivalRaceRecord } from '../auto/survival-record.ts';
import { section, tableHtml, type Section } from './page.ts';
import { escapeText } from './svg.ts';

const TITLES = ['Race of the candidates', '候选模型对比'] as const;

/** The race of a binary model. */
export function race(record: RaceRecord | null): Section | undefined {
  if (record === null) return undefined;
  const { folds, winner, members, calibration } = record;
  const rows = record.candidates.map((c) => [c.name, c.auc, c.aucDeviation, c.logLoss, c.gap, c.trees, c.note]);
  const strong = record.candidates.flatMap(({ name }, k) => (name === winner ? [k] : []));
  const sum = members.map(({ name, weight }) => `${weight.toFixed(2)} × ${name}`).join(' + ');
  const tried = calibration.tried.map(({ kind, logLoss }) => `${kind} ${logLoss.toFixed(4)}`).join(', ');
  const text = `${folds.count} ${folds.kind} inner folds, ${folds.repeats === 1 ? 'once' : `${folds.repeats} times`}. Winner: ${winner} = ${sum}. Calibration: ${calibration.kind} (log-loss on rows that its fit has not seen: ${tried}).`;
  const head = ['candidate', 'AUC', 'deviation', 'log-loss', 'gap to learnt rows', 'trees', 'note'];
  return section('race', TITLES, `<p class="soft">${escapeText(text)}</p>${tableHtml(head, rows, strong)}`);
}

/** The race of a survival model. */
export function survivalRace(record: SurvivalRaceRecord | null): Section | undefined {
  if (record === null) return undefined;
  const { folds, windows, windowLength, winner } = record;
  const rows = record.candidates.map((c) => [
    c.name,
    c.nll,
    c.nllDeviation,
    c.cIndex,
    c.cIpcw,
    c.brier,
    c.trees,
    c.note,
  ]);
  const strong = record.candidates.flatMap(({ name }, k) => (name === winner ? [k] : []));
  const text = `${folds.count} ${folds.kind} inner folds; ${windows} windows of ${Number(windowLength.toPrecision(4))}. The least log-loss of the windows wins, the simplest within a standard error of it: ${winner}.`;
  const head = ['candidate', 'log-loss of windows', 'deviation', "Harrell's C", "Uno's C", 'Brier', 'trees', 'note'];
  return section('race', TITLES, `<p class="soft">${escapeText(text)}</p>${tableHtml(head, rows, strong)}`);
}
