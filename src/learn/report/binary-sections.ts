import { barListSvg, beeswarmSvg } from './beeswarm-svg.ts';
import { percent, plotsHtml, tableHtml, type Section } from './page.ts';
import type { BinaryReport } from './report-data.ts';
import { escapeText, type Plot } from './svg.ts';

type TitledPlot = Plot & { readonly chinese: string };

/** The sections of a report on a binary model; those without data are left out. */
export function binarySections(report: BinaryReport): Section[] {
  const all: (Section | undefined)[] = [
    ranking(report),
    section(
      'calibration',
      ['Calibration and scores', '校准与分数分布'],
      plotsHtml([calibrationPlot(report), distributionPlot(report)]),
    ),
    decisions(report),
    section(
      'importance',
      ['Importance', '特征重要性'],
      `<div class="plot">${barListSvg(report.importance.slice(0, 20).map(({ name, share }) => ({ name, value: share })))}</div>`,
    ),
    section('shap', ['Contributions', '贡献分布 (SHAP)'], `<div class="plot">${beeswarmSvg(report.shap)}</div>`),
    section(
      'dependence',
      ['Dependence', '特征依赖'],
      `<p class="soft">Mean prediction as one feature moves and the others stay; the band holds 80 % of the single rows.</p>${plotsHtml(report.dependence.map(dependencePlot))}`,
    ),
    stability(report),
    fairness(report),
    race(report),
    profile(report),
  ];
  return all.filter((part): part is Section => part !== undefined);
}

function section(id: string, [title, chinese]: readonly [string, string], body: string): Section {
  return { id, title, chinese, body };
}

function ranking({ curves, metrics }: BinaryReport): Section {
  const unit = [0, 1] as const;
  const roc: TitledPlot = {
    title: `ROC, AUC ${metrics['auc']?.toFixed(4)}`,
    chinese: 'ROC 曲线',
    xLabel: 'non-events flagged',
    yLabel: 'events flagged',
    xRange: unit,
    yRange: unit,
    marks: [
      {
        kind: 'line',
        tone: 5,
        isDashed: true,
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      },
      { kind: 'line', tone: 0, points: curves.map(({ others, events }) => ({ x: others, y: events })) },
    ],
  };
  const ks: TitledPlot = {
    title: `KS ${metrics['ks']?.toFixed(4)}`,
    chinese: 'KS 曲线',
    xLabel: 'share flagged, riskiest first',
    yLabel: 'share',
    xRange: unit,
    yRange: unit,
    marks: [
      { kind: 'line', tone: 1, points: curves.map(({ flagged, events }) => ({ x: flagged, y: events })) },
      { kind: 'line', tone: 2, points: curves.map(({ flagged, others }) => ({ x: flagged, y: others })) },
      { kind: 'line', tone: 0, points: curves.map(({ flagged, ks: y }) => ({ x: flagged, y })) },
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
    xRange: unit,
    marks: [
      {
        kind: 'line',
        tone: 5,
        isDashed: true,
        points: [
          { x: 0, y: 1 },
          { x: 1, y: 1 },
        ],
      },
      { kind: 'line', tone: 0, points: curves.slice(1).map(({ flagged, lift: y }) => ({ x: flagged, y })) },
    ],
  };
  return section('ranking', ['Ranking', '区分能力'], plotsHtml([roc, ks, lift]));
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
      {
        kind: 'line',
        tone: 5,
        isDashed: true,
        points: [
          { x: 0, y: 0 },
          { x: top, y: top },
        ],
      },
      { kind: 'line', tone: 0, points: calibration.map(({ predicted, observed }) => ({ x: predicted, y: observed })) },
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

function decisions({ cutOffs, profit }: BinaryReport): Section {
  const table = tableHtml(
    ['decline from', 'approved', 'event rate of approved', 'events declined', 'non-events declined', 'profit per row'],
    cutOffs.map((c) => [
      c.cut >= 1 ? 'none' : c.cut.toFixed(4),
      percent(c.approved),
      percent(c.badRate),
      percent(c.badsDeclined),
      percent(c.goodsDeclined),
      c.profitPerRow.toFixed(4),
    ]),
  );
  const plot: TitledPlot = {
    title: 'Profit by share approved',
    chinese: '利润曲线',
    xLabel: 'approved',
    yLabel: 'profit per row',
    xRange: [0, 1],
    marks: [
      {
        kind: 'line',
        tone: 0,
        points: profit.curve.map(({ approved, profitPerRow }) => ({ x: approved, y: profitPerRow })),
      },
      { kind: 'dots', tone: 1, points: [{ x: profit.best.approved, y: profit.best.profitPerRow, size: 4 }] },
    ],
  };
  const rates: TitledPlot = {
    title: 'Event rate of the approved',
    chinese: '通过客群坏账率',
    xLabel: 'approved',
    yLabel: 'event rate',
    xRange: [0, 1],
    marks: [
      { kind: 'line', tone: 1, points: profit.curve.map(({ approved, badRate }) => ({ x: approved, y: badRate })) },
    ],
  };
  const best = `Best: decline from ${profit.best.cut.toFixed(4)}, ${percent(profit.best.approved)} approved. Convention: an approved row without the event earns ${profit.gain}, one with it loses ${profit.loss} of the amount lent.`;
  return section(
    'decisions',
    ['Cut-offs and profit', '阈值与利润'],
    `<p class="soft">${best}</p>${plotsHtml([plot, rates])}${table}`,
  );
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
      { kind: 'line', tone: 0, points: points.map(({ x, mean }) => ({ x, y: mean })) },
    ],
  };
}

function stability({ stability: months }: BinaryReport): Section | undefined {
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
      { kind: 'line', tone: 0, points: months.map(({ meanScore }, k) => ({ x: k, y: meanScore })) },
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

function fairness({ fairness: part }: BinaryReport): Section | undefined {
  if (part === null) return undefined;
  const table = tableHtml(
    [
      'group',
      'rows',
      'approved',
      'event rate',
      'mean score',
      'AUC',
      'adverse impact ratio',
      '95 % interval',
      'standardised difference',
    ],
    part.groups.map((g) => [
      g.group,
      g.rows,
      percent(g.approved),
      percent(g.eventRate),
      percent(g.meanScore),
      g.auc,
      g.group === part.reference ? 'reference' : g.adverseImpactRatio.toFixed(3),
      g.group === part.reference ? null : g.impactInterval.map((v) => v.toFixed(2)).join(' – '),
      g.difference,
    ]),
  );
  const text = `Approved below ${part.cut.toFixed(4)}: as many rows as have no event. A ratio under 0.8 fails the four-fifths rule. Column: ${part.column}.`;
  return section('fairness', ['Fairness', '公平性'], `<p class="soft">${escapeText(text)}</p>${table}`);
}

function race({ race: record }: BinaryReport): Section | undefined {
  if (record === null) return undefined;
  const rows = record.candidates.map((c) => [c.name, c.auc, c.aucDeviation, c.logLoss, c.gap, c.trees, c.note]);
  const strong = record.candidates.flatMap(({ name }, k) => (name === record.winner ? [k] : []));
  const text = `${record.folds.count} ${record.folds.kind} inner folds, ${record.folds.repeats === 1 ? 'once' : `${record.folds.repeats} times`}. Winner: ${record.winner} = ${record.members.map(({ name, weight }) => `${weight.toFixed(2)} × ${name}`).join(' + ')}. Calibration: ${record.calibration.kind} (log-loss unseen: ${record.calibration.tried.map(({ kind, logLoss }) => `${kind} ${logLoss.toFixed(4)}`).join(', ')}).`;
  return section(
    'race',
    ['Race of the candidates', '候选模型对比'],
    `<p class="soft">${escapeText(text)}</p>${tableHtml(['candidate', 'AUC', 'deviation', 'log-loss', 'gap to learnt rows', 'trees', 'note'], rows, strong)}`,
  );
}

function profile({ profile: data }: BinaryReport): Section | undefined {
  if (data === null) return undefined;
  const rows = [...data.columns]
    .sort((a, b) => b.auc - a.auc)
    .slice(0, 100)
    .map((c) => [c.name, c.kind, percent(c.missing), c.distinct, c.min, c.median, c.max, c.auc, c.drift]);
  return section(
    'profile',
    ['Profile of the data', '数据概况'],
    `<p class="soft">${data.rows} rows, ${data.duplicates} repeated; ${data.ignored.length} columns left out.</p>${tableHtml(['column', 'kind', 'missing', 'distinct', 'least', 'median', 'most', 'AUC alone', 'drift (PSI)'], rows)}`,
  );
}
