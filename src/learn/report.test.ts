import { describe, expect, it } from 'vitest';
import { float64Column, withColumn } from '#table';
import { sampleData } from './check/sample-data.ts';
import { auc, gbdt, modelReport } from './index.ts';

describe('modelReport', () => {
  it('is plain JSON with the figures of the test rows and the drift of recent ones', async () => {
    const [train, test, recent] = [sampleData(800, 1), sampleData(800, 2), sampleData(500, 3)];
    const model = await gbdt({ trees: 40 }).fit(train.frame, { kind: 'binary', label: train.label });
    const shifted = withColumn(recent.frame, 'debt', float64Column(new Float64Array(500).fill(NaN)));
    const report = modelReport(model, { test: test.frame, label: test.label, train: train.frame, recent: shifted });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.auc).toBe(auc(test.label, model.predict(test.frame)));
    expect(report.features[0]?.importance).toBeGreaterThan(0.2);
    const debt = report.features.find(({ name }) => name === 'debt');
    expect(debt?.psi).toBeGreaterThan(0.25);
    expect(debt?.missingRecent).toBe(1);
    expect(report.features.find(({ name }) => name === 'income')?.psi).toBeLessThan(0.1);
    expect(report.scoreDistribution.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});
