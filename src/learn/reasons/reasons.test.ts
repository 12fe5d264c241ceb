import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkHmdaReasons,
  featureRow,
  gbdt,
  hmdaDenialReasons,
  hmdaReasons,
  pointsLost,
  reasonCodes,
  whatWouldChange,
  type Model,
  type ReasonCatalogue,
} from '../index.ts';
import { sampleData } from '../check/sample-data.ts';

const seed = 37;
const features = ['debt', 'debtRatio', 'jobYears', 'delays', 'inquiries', 'age', 'region'];
const debt = { code: 'R01', en: 'Debts are high against income', zh: '负债相对收入过高', hmda: 1 } as const;
const catalogue: ReasonCatalogue = {
  debt,
  debtRatio: debt,
  jobYears: { code: 'R02', en: 'Short time in present job', zh: '现职工作时间短', hmda: 2 },
  delays: { code: 'R03', en: 'Delayed payments', zh: '有逾期还款记录', hmda: 3 },
  inquiries: { code: 'R04', en: 'Many recent credit inquiries', zh: '近期征信查询过多', hmda: 3 },
  age: null,
  region: { code: 'R06', en: 'Area served', zh: '服务区域' },
};

describe('reason codes', () => {
  it('tell what raised the risk, joined by code, heaviest first', () => {
    const reasons = reasonCodes({ features, contributions: [0.3, 0.3, 0.5, -2, 0.1, 3, 0.01], catalogue });
    expect(reasons.map(({ code }) => code)).toEqual(['R01', 'R02', 'R04']);
    expect(reasons[0]).toMatchObject({ ...debt, features: ['debt', 'debtRatio'], contribution: 0.6 });
    expect(reasons[0]?.share).toBeCloseTo(0.6 / 4.21, 12);
  });

  it('are at most four, each once, only of features that raised the risk, in any case', () => {
    const values = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), (contributions, most) => {
        const reasons = reasonCodes({ features, contributions, catalogue }, { most });
        expect(reasons.length).toBeLessThanOrEqual(most);
        expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
        for (const { features: behind } of reasons) {
          for (const name of behind) expect(contributions[features.indexOf(name)]).toBeGreaterThan(0);
        }
        if (reasons.length > 0) expect(checkHmdaReasons(hmdaReasons(reasons))).toEqual([]);
      }),
      { seed },
    );
  });

  it('of a scorecard come from the points below the maximum', () => {
    const lost = pointsLost(Float64Array.of(10, 40, 25), Float64Array.of(40, 40, 30));
    const reasons = reasonCodes({ features: ['jobYears', 'delays', 'debt'], contributions: lost, catalogue });
    expect(reasons.map(({ code }) => code)).toEqual(['R02', 'R01']);
  });

  it('demand a sound catalogue', () => {
    const codeOf = (code: string) => expect.objectContaining({ code });
    const one = { features: ['debts'], contributions: [1], catalogue };
    expect(() => reasonCodes(one)).toThrowError(codeOf('LEARN_CATALOGUE'));
    const twoTexts = { ...catalogue, debtRatio: { ...debt, en: 'Another text' } };
    expect(() => reasonCodes({ features: ['debt'], contributions: [1], catalogue: twoTexts })).toThrowError(
      codeOf('LEARN_CATALOGUE'),
    );
    expect(() => reasonCodes({ features, contributions: [1], catalogue })).toThrowError(codeOf('LEARN_SHAPE'));
    expect(() => reasonCodes({ features: ['debt'], contributions: [NaN], catalogue })).toThrowError(
      codeOf('LEARN_SCORE'),
    );
    const five = { features: ['debt'], contributions: [1], catalogue };
    expect(() => reasonCodes(five, { most: 5 })).toThrowError(codeOf('LEARN_SETTINGS'));
  });
});

describe('reasons for the mortgage register', () => {
  const edits = (codes: number[], rest: { otherText?: string; actionTaken?: number } = {}) =>
    checkHmdaReasons({ codes, ...rest }).map(({ edit }) => edit);

  it('pass when they keep the edits', () => {
    expect(edits([1, 3, 4, 9], { otherText: 'Area', actionTaken: 3 })).toEqual([]);
    expect(edits([10], { actionTaken: 1 })).toEqual([]);
    expect(edits([1111])).toEqual([]);
    expect(Object.keys(hmdaDenialReasons)).toHaveLength(10);
  });

  it('break V669 when blank, too many, repeated, unknown or beside 10', () => {
    expect(edits([])).toEqual(['V669']);
    expect(edits([1, 2, 3, 4, 5])).toEqual(['V669']);
    expect(edits([3, 3])).toEqual(['V669']);
    expect(edits([0])).toEqual(['V669']);
    expect(edits([11, 2.5])).toEqual(['V669', 'V669']);
    expect(edits([10, 1])).toEqual(['V669']);
  });

  it('break V670 when the action and the reasons disagree, V671 when the text does', () => {
    expect(edits([10], { actionTaken: 3 })).toEqual(['V670']);
    expect(edits([1], { actionTaken: 1 })).toEqual(['V670']);
    expect(edits([9], { otherText: ' ' })).toEqual(['V671']);
    expect(edits([1], { otherText: 'because' })).toEqual(['V671']);
  });
});

describe('what would change it', () => {
  let model: Model;
  const { frame, label } = sampleData(1500, seed);
  const actionable = {
    debt: { direction: 'down', min: -4, max: 4, step: 0.25 },
    income: { direction: 'up', min: 0, max: 1000, step: 10 },
    job: { values: ['clerk', 'nurse'] },
  } as const;

  beforeAll(async () => {
    model = await gbdt({ trees: 60 }).fit(frame, { kind: 'binary', label }, { seed });
  });

  const rowOf = (income: number, debt: number) =>
    featureRow(model.features, { income, debt, job: 'driver', noise: 0.5 });

  it('finds the cheapest single change there is', () => {
    const row = rowOf(480, 1);
    const before = model.score(row);
    const found = whatWouldChange(model, row, { threshold: before - 0.1, actionable });
    expect(found?.changes).toHaveLength(1);
    const index = model.features.findIndex(({ name }) => name === 'debt');
    const costs: number[] = [];
    for (let k = 1; k <= 20; k++) {
      const changed = row.slice();
      changed[index] = 1 - k * 0.25;
      if (model.score(changed) <= before - 0.1) costs.push((k * 0.25) / 8);
    }
    expect(found?.cost).toBeLessThanOrEqual((costs[0] ?? Infinity) + 1e-12);
  });

  it('finds the cheapest pair where one feature is not enough', () => {
    const pair = { debt: actionable.debt, income: actionable.income };
    const [debt, income] = ['debt', 'income'].map((name) => model.features.findIndex((f) => f.name === name));
    let pairs = 0;
    for (const start of [360, 420, 480, 540]) {
      const row = rowOf(start, 2);
      const found = whatWouldChange(model, row, { threshold: 0.3, actionable: pair });
      let best = Infinity;
      for (let a = 0; a <= 24; a++) {
        for (let b = 0; start + b * 10 <= 1000; b++) {
          const changed = row.slice();
          changed[debt ?? -1] = 2 - a * 0.25;
          changed[income ?? -1] = start + b * 10;
          const cost = a / 32 + b / 100;
          if (cost < best && model.score(changed) <= 0.3) best = cost;
        }
      }
      if (found?.changes.length !== 2) continue;
      pairs++;
      expect(found.cost).toBeCloseTo(best, 10);
    }
    expect(pairs).toBeGreaterThan(0);
  });

  it('keeps to what is open, uses few features and says a score that the model confirms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 700 }), fc.integer({ min: -8, max: 12 }), (income, quarters) => {
        const row = rowOf(income, quarters / 4);
        const found = whatWouldChange(model, row, { threshold: 0.2, actionable });
        if (found === undefined) return;
        expect(found.after).toBeLessThanOrEqual(0.2);
        expect(found.changes.length).toBeLessThanOrEqual(3);
        const changed = row.slice();
        for (const { feature, from, to } of found.changes) {
          const index = model.features.findIndex(({ name }) => name === feature);
          const described = model.features[index];
          changed[index] = described?.kind === 'category' ? described.categories.indexOf(String(to)) : Number(to);
          if (feature === 'debt') expect(Number(to)).toBeLessThan(Number(from));
          if (feature === 'income') expect(Number(to)).toBeGreaterThan(Number(from));
        }
        expect(model.score(changed)).toBe(found.after);
      }),
      { seed, numRuns: 30 },
    );
  });

  it('says so when the row passes already, and when nothing helps', () => {
    const row = rowOf(700, -2);
    expect(whatWouldChange(model, row, { threshold: 0.9, actionable })).toMatchObject({ changes: [], cost: 0 });
    expect(whatWouldChange(model, row, { threshold: 0, actionable })).toBeUndefined();
  });

  it('refuses rules that cannot be followed', () => {
    const refuse = (rules: object) => () =>
      whatWouldChange(model, rowOf(500, 0), { threshold: 0, actionable: rules as never });
    const codeOf = (code: string) => expect.objectContaining({ code });
    expect(refuse({ debts: { min: 0, max: 1, step: 1 } })).toThrowError(codeOf('LEARN_ACTIONABLE'));
    expect(refuse({ debt: { min: 1, max: 0, step: 1 } })).toThrowError(codeOf('LEARN_ACTIONABLE'));
    expect(refuse({ debt: { min: 0, max: 1, step: 1e-9 } })).toThrowError(codeOf('LEARN_ACTIONABLE'));
    expect(refuse({ job: { values: ['astronaut'] } })).toThrowError(codeOf('LEARN_ACTIONABLE'));
    expect(() => whatWouldChange(model, rowOf(500, 0), { threshold: NaN, actionable })).toThrowError(
      codeOf('LEARN_SETTINGS'),
    );
  });
});
