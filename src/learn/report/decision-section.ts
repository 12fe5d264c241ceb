import { percent, plotsHtml, section, tableHtml, type Section } from './page.ts';
import { line, UNIT, type TitledPlot } from './plots.ts';
import type { BinaryReport } from './report-data.ts';

/** Cut-offs and profit. */
export function decisions({ cutOffs, profit }: BinaryReport): Section {
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
    xRange: UNIT,
    marks: [
      line(
        0,
        profit.curve.map(({ approved, profitPerRow }) => ({ x: approved, y: profitPerRow })),
      ),
      { kind: 'dots', tone: 1, points: [{ x: profit.best.approved, y: profit.best.profitPerRow, size: 4 }] },
    ],
  };
  const rates: TitledPlot = {
    title: 'Event rate of the approved',
    chinese: '通过客群坏账率',
    xLabel: 'approved',
    yLabel: 'event rate',
    xRange: UNIT,
    marks: [
      line(
        1,
        profit.curve.map(({ approved, badRate }) => ({ x: approved, y: badRate })),
      ),
    ],
  };
  const best = `Best: decline from ${profit.best.cut.toFixed(4)}, ${percent(profit.best.approved)} approved. Convention: an approved row without the event earns ${profit.gain}, one with it loses ${profit.loss} of the amount lent.`;
  return section(
    'decisions',
    ['Cut-offs and profit', '阈值与利润'],
    `<p class="soft">${best}</p>${plotsHtml([plot, rates])}${table}`,
  );
}
