import { describe, expect, it } from 'vitest';
import { createRng, sigmoid } from '#base';
import { createFrame, float64Column, stringColumn } from '#table';
import { autoFit, reportData, reportHtml } from '../index.ts';

const ROWS = 900;

/** Two columns that tell the risk; `proxy` tells hardly more than the group. */
function madeUp() {
  const rng = createRng(21);
  const group = Array.from({ length: ROWS }, () => (rng.chance(0.4) ? 'b' : 'a'));
  const income = Float64Array.from({ length: ROWS }, () => rng.normal());
  const proxy = Float64Array.from(group, (name) => (name === 'b' ? 1 : 0) + 0.3 * rng.normal());
  const label = income.map((value, row) =>
    rng.chance(sigmoid(-0.8 - 1.6 * value + 0.25 * (proxy[row] as number))) ? 1 : 0,
  );
  const frame = createFrame([
    ['income', float64Column(income)],
    ['proxy', float64Column(proxy)],
    ['noise', float64Column(income.map(() => rng.uniform()))],
  ]);
  return { frame, label, protectedColumns: createFrame([['group', stringColumn(group)]]) };
}

describe('the search for less discriminatory alternatives', () => {
  it('finds the column that stands for the group, and a model without it', async () => {
    const { frame, label, protectedColumns } = madeUp();
    const target = { kind: 'binary', label } as const;
    const { model, fairness, scores } = await autoFit(
      { frame, target },
      { protectedColumns },
      { candidates: ['logit', 'gbdt depth 2'] },
    );
    const [search] = fairness;
    expect(search).toMatchObject({ column: 'group', reference: 'a' });
    expect(search?.proxies.map(({ name }) => name)).toEqual(['proxy']);
    const names = search?.tried.map(({ name }) => name).sort();
    expect(names).toEqual(['gbdt depth 2', 'logit', 'logit without proxy', 'winner']);
    expect(search?.baseline.adverseImpactRatio).toBeLessThan(0.9);
    expect(search?.alternative?.name).toBe('logit without proxy');
    expect(search?.alternative?.adverseImpactRatio).toBeGreaterThan(search?.baseline.adverseImpactRatio ?? 1);
    expect(model.features.map(({ name }) => name)).not.toContain('group');
    const columns = [...frame.names.map((name, f) => [name, frame.columns[f]] as never)];
    const report = reportData(model, {
      frame: createFrame([...columns, ['group', protectedColumns.columns[0]] as never]),
      label,
      scores,
      target: 'bad',
      event: '1',
      judgedOn: 'inner folds',
      protectedColumns: ['group'],
      alternatives: fairness,
    });
    expect(report.fairness[0]?.groups.map(({ group }) => group)).toEqual(['a', 'b']);
    const page = reportHtml(report);
    expect(page).toContain('logit without proxy');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });
});
