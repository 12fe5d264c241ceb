import { describe, expect, it } from 'vitest';
import { createFrame, stringColumn } from '#table';
import { sampleData } from '../check/sample-data.ts';
import { autoFit, gbst, logit, profileData, reportData, reportHtml, survivalReport, modelCard } from '../index.ts';

const { frame, label } = sampleData(400, 1);
const target = { kind: 'binary', label } as const;

describe('report', () => {
  it('is one page without requests, in English and Chinese, with all sections', async () => {
    const fitted = await autoFit({ frame, target }, {}, { candidates: ['logit', 'gbdt depth 2'] });
    const profile = profileData({ frame, label });
    const group = stringColumn(Array.from({ length: 400 }, (_, row) => (row % 3 === 0 ? '<b>' : 'b&c')));
    const report = reportData(fitted.model, {
      frame: createFrame([...frame.names.map((name, f) => [name, frame.columns[f]] as never), ['group', group]]),
      label,
      scores: fitted.scores,
      target: 'bad',
      event: '1',
      judgedOn: 'inner folds',
      dates: Float64Array.from({ length: 400 }, (_, row) => 1.7e12 + row * 5e7),
      protectedColumns: ['group'],
      race: fitted.race,
      profile,
    });
    const page = reportHtml(report);
    for (const id of [
      'ranking',
      'calibration',
      'decisions',
      'importance',
      'shap',
      'dependence',
      'stability',
      'fairness',
      'race',
      'profile',
    ]) {
      expect(page).toContain(`<section id="${id}">`);
    }
    expect(page).toContain('校准');
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|<b>"|NaN|Infinity|undefined/);
    expect(JSON.stringify(report)).toBe(JSON.stringify(JSON.parse(JSON.stringify(report))));
    // Few rows a month: quarters.
    expect(report.stability[0]?.month).toBe('2023-Q4');
    expect(report.fairness[0]?.groups.map(({ rows }) => rows)).toEqual([266, 134]);
    const { model, race } = fitted;
    const card = modelCard({
      model,
      target: 'bad',
      event: '1',
      race,
      profile,
      judged: report.metrics,
      judgedOn: 'inner folds',
    });
    expect(card).toContain('## Limits');
    expect(card).toContain(`- auc: ${report.metrics['auc']?.toFixed(4)}`);
  });

  it('reports any binary model without race, dates and groups', async () => {
    const model = await logit().fit(frame, target);
    const report = reportData(model, { frame, label, target: 'bad', event: '1', judgedOn: 'its own rows' });
    const page = reportHtml(report);
    expect(page).not.toContain('<section id="race">');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
    const debt = report.dependence.find(({ feature }) => feature === 'debt');
    expect(debt?.points.at(-1)?.mean).toBeGreaterThan(debt?.points[0]?.mean ?? 1);
  });

  it('draws PD curves beside what was observed', async () => {
    const time = Float64Array.from(label, (y, row) => (y === 1 ? 1 + (row % 10) : 12));
    const survival = { kind: 'survival', entry: new Float64Array(400), time, cause: Int32Array.from(label) } as const;
    const model = await gbst({ trees: 20, windows: 4 }).fit(frame, survival);
    const report = survivalReport(model, { frame, target: survival, name: 'months', judgedOn: 'its own rows' });
    expect(report.groups).toHaveLength(5);
    const [first, last] = [report.groups[0], report.groups[4]];
    expect(last?.predicted.at(-1)).toBeGreaterThan(first?.predicted.at(-1) ?? 1);
    expect(last?.observed.at(-1)).toBeGreaterThan(first?.observed.at(-1) ?? 1);
    expect(reportHtml(report)).toContain('违约概率曲线');
  });
});
