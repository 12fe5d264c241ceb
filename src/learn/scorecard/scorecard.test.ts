import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { createFrame, float64Column, stringColumn, take, type Column, type Frame } from '#table';
import { sampleData } from '../check/sample-data.ts';
import { estimatorChecks } from '../check/check-estimator.ts';
import { featureRow } from '../feature-row.ts';
import { auc } from '../metric/auc.ts';
import { loadModel } from '../load.ts';
import { ordinaryBins } from '../binning/binning.ts';
import { binWoe } from '../binning/binning-table.ts';
import { scorecardJavaScript } from './export-javascript.ts';
import { scorecardJson } from './export-json.ts';
import { scorecardPmml } from './export-pmml.ts';
import { importScorecardPmml } from './import-pmml.ts';
import { scorecard } from './scorecard.ts';
import type { ScorecardModel } from './scorecard-model.ts';
import type { ScorecardInput } from './settings.ts';

const seed = 3;
const { frame, label } = sampleData(1500, seed);
const incomes = frame.columns[0]?.values as Float64Array;
const fit = (settings: ScorecardInput = {}, of: Frame = frame): Promise<ScorecardModel> =>
  scorecard(settings).fit(of, { kind: 'binary', label }, { seed });

describe('scorecard keeps the contract of estimators', () => {
  for (const check of estimatorChecks(scorecard(), { isWeightExact: true })) it(check.name, check.run);
});

const settings: fc.Arbitrary<ScorecardInput> = fc.record({
  points: fc.constantFrom('joint' as const, 'woe' as const),
  signs: fc.constantFrom('right' as const, 'any' as const),
  intercept: fc.constantFrom('spread' as const, 'base' as const),
  isWhole: fc.boolean(),
  stepwise: fc.constantFrom('none' as const, 'forward' as const, 'backward' as const, 'both' as const),
  criterion: fc.constantFrom('aic' as const, 'bic' as const, 'pvalue' as const),
  scaling: fc.constantFrom({ kind: 'pdo', pdo: 40 } as const, { kind: 'range', min: 300, max: 850 } as const),
});

describe('a scorecard', () => {
  it('has points that add up to the score, and a score that is the margin rescaled', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async (wanted) => {
        const model = await fit(wanted);
        const { factor, offset } = model.card;
        const scores = model.points(frame);
        const { base, values, features } = model.explain(frame);
        for (let row = 0; row < 200; row++) {
          let margin = base;
          for (let f = 0; f < features.length; f++) margin += values[f * frame.rows + row] ?? NaN;
          expect(scores[row]).toBeCloseTo(offset - factor * margin, 7);
          if (wanted.isWhole === true) expect(Number.isInteger(scores[row])).toBe(true);
        }
        const below = new Float64Array(features.length);
        const row = featureRow(model.features, { income: 480, debt: -1, job: 'nurse' });
        const best = model.pointsBelowMaximum(row, below);
        expect(below.every((points) => points >= 0)).toBe(true);
        expect(best - below.reduce((sum, points) => sum + points, 0)).toBeCloseTo(model.scorePoints(row), 9);
        if (wanted.scaling?.kind !== 'range' || wanted.isWhole === true) return;
        expect(best).toBeCloseTo(850, 6);
      }),
      { seed, numRuns: 12 },
    );
  });

  it('doubles the odds with the points to double the odds', async () => {
    const model = await fit({ scaling: { kind: 'pdo', baseScore: 500, baseOdds: 10, pdo: 30 } });
    const oddsAt = (score: number): number => Math.exp(-(model.card.offset - score) / model.card.factor);
    expect(oddsAt(500)).toBeCloseTo(10, 9);
    expect(oddsAt(530)).toBeCloseTo(20, 9);
  });

  it('never gives points against the event rates of a feature, though copies of it are there', async () => {
    const rng = createRng(seed);
    const copy = (): Float64Array => incomes.map((value) => value + 3 * rng.normal());
    const columns = { income: float64Column(incomes), a: float64Column(copy()), b: float64Column(copy()) };
    for (const points of ['joint', 'woe'] as const) {
      const model = await fit({ points, binning: { trend: 'ascending' }, l2: 0 }, createFrame(columns));
      for (const { binning, logOdds } of model.card.characteristics) {
        const woe = binWoe(binning);
        for (let k = 1; k < ordinaryBins(binning); k++) {
          const step = (logOdds[k] ?? NaN) - (logOdds[k - 1] ?? NaN);
          expect(step * ((woe[k] ?? NaN) - (woe[k - 1] ?? NaN))).toBeLessThanOrEqual(1e-12);
        }
      }
    }
  });

  it('leaves out by steps what other features say already', async () => {
    const rng = createRng(seed);
    const copies = Object.fromEntries(
      Array.from({ length: 5 }, (_, k) => [`copy${k}`, float64Column(incomes.map((value) => value + rng.normal()))]),
    );
    const columns = Object.fromEntries(frame.names.map((name, k) => [name, frame.columns[k] as Column]));
    const wide = createFrame({ ...columns, ...copies });
    for (const stepwise of ['forward', 'backward', 'both'] as const) {
      for (const criterion of ['aic', 'bic', 'pvalue'] as const) {
        const names = (await fit({ stepwise, criterion }, wide)).features.map(({ name }) => name);
        expect(names).toEqual(expect.arrayContaining(['debt', 'job']));
        expect(names.filter((name) => /income|copy/.test(name)).length).toBeLessThan(5);
      }
    }
  });

  it('ranks unseen rows as joint points and as plain weights of evidence', async () => {
    const unseen = sampleData(3000, seed + 1);
    for (const points of ['joint', 'woe'] as const) {
      const model = await fit({ points });
      expect(auc(unseen.label, model.predict(unseen.frame))).toBeGreaterThan(0.78);
      expect(auc(unseen.label, model.points(unseen.frame))).toBeLessThan(0.22);
    }
  });

  it('refuses wrong settings and damaged cards', async () => {
    expect(() => scorecard({ minIv: -1 })).toThrow(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
    expect(() => scorecard({ binning: { maxBins: 0 } })).toThrow(expect.objectContaining({ code: 'LEARN_SETTINGS' }));
    expect(() => scorecard({ features: { income: { trend: 'up' as never } } })).toThrow(
      expect.objectContaining({ code: 'LEARN_SETTINGS' }),
    );
    const saved = (await fit()).save();
    expect(() => loadModel({ ...saved, features: saved.features.slice(1) })).toThrow(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
  });
});

/** Rows with special codes, odd category names and missing values. */
async function oddModel(wanted: ScorecardInput = {}): Promise<{ model: ScorecardModel; odd: Frame }> {
  const income = incomes.map((value, row) => (row % 9 === 0 ? -1 : value));
  const jobs = ['a "b"', "o'neil", '<&>', 'back\\slash'];
  const job = stringColumn(
    Array.from(label, (event, row) => (row % 11 === 0 ? null : (jobs[(row + event) % 4] ?? null))),
  );
  const odd = createFrame({ income: float64Column(income), 'job "x"': job, debt: frame.columns[1] as never });
  const model = await fit({ binning: { special: [-1] }, features: { 'job "x"': { rareShare: 0.2 } }, ...wanted }, odd);
  return { model, odd };
}

describe('exports', () => {
  it('score in plain JavaScript as the model does', async () => {
    for (const isWhole of [false, true]) {
      const { model, odd } = await oddModel({ isWhole });
      // eslint-disable-next-line no-new-func -- the exported text is meant to be run
      const run = new Function(`${scorecardJavaScript(model)}; return scorecard;`)() as (row: object) => {
        score: number;
        probability: number;
      };
      const [scores, chances] = [model.points(odd), model.predict(odd)];
      for (let row = 0; row < 300; row++) {
        const got = run(rowOf(odd, row));
        expect(got.score).toBeCloseTo(scores[row] ?? NaN, 9);
        expect(got.probability).toBeCloseTo(chances[row] ?? NaN, 12);
      }
    }
  });

  it('come back from PMML with the same scores', async () => {
    for (const intercept of ['spread', 'base'] as const) {
      const { model, odd } = await oddModel({ intercept });
      const back = importScorecardPmml(scorecardPmml(model, { name: 'a & b' }));
      expect([...back.points(odd)]).toEqual([...model.points(odd)]);
      const [was, is] = [model.predict(odd), back.predict(odd)];
      is.forEach((value, row) => expect(value).toBeCloseTo(was[row] ?? NaN, 12));
      expect([...loadModel(JSON.parse(JSON.stringify(back.save()))).predict(odd)]).toEqual([...is]);
    }
  });

  it('are a table in JSON with every attribute', async () => {
    const { model } = await oddModel();
    const table = JSON.parse(scorecardJson(model)) as { characteristics: { attributes: { kind: string }[] }[] };
    expect(table.characteristics).toHaveLength(model.features.length);
    const kinds = new Set(table.characteristics.flatMap(({ attributes }) => attributes.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['categories', 'codes', 'missing', 'range']);
  });
});

function rowOf(of: Frame, row: number): Record<string, number | string | null> {
  const one = take(of, Int32Array.of(row));
  return Object.fromEntries(
    one.names.map((name, k) => {
      const column = one.columns[k];
      const value = column?.values[0] ?? NaN;
      if (column?.kind === 'string') return [name, column.dictionary[value] ?? null];
      return [name, Number.isNaN(value) ? null : value];
    }),
  );
}

describe('importScorecardPmml', () => {
  const document = (characteristic: string): string => `<?xml version="1.0"?><!-- by hand --><PMML version="4.4">
    <DataDictionary><DataField name="dept" optype="categorical" dataType="string"/><DataField name="age" optype="continuous" dataType="integer"/></DataDictionary>
    <Scorecard initialScore="10"><Characteristics>${characteristic}</Characteristics></Scorecard></PMML>`;
  const scaling = { kind: 'pdo', baseScore: 50, baseOdds: 1, pdo: 10 } as const;
  const age = `<Characteristic name="age"><Attribute partialScore="-1"><SimplePredicate field="age" operator="isMissing"/></Attribute>
    <Attribute partialScore="7"><SimplePredicate field="age" operator="equal" value="30"/></Attribute>
    <Attribute partialScore="2"><SimplePredicate field="age" operator="lessOrEqual" value="20"/></Attribute>
    <Attribute partialScore="5"><CompoundPredicate booleanOperator="and"><SimplePredicate field="age" operator="greaterThan" value="20"/><SimplePredicate field="age" operator="lessThan" value="40"/></CompoundPredicate></Attribute>
    <Attribute partialScore="9"><True/></Attribute></Characteristic>`;

  it('reads bounds of every kind, equality, sets and defaults', () => {
    const dept = `<Characteristic name="d"><Attribute partialScore="3"><SimpleSetPredicate field="dept" booleanOperator="isIn"><Array n="2" type="string">"marketing" sales</Array></SimpleSetPredicate></Attribute>
      <Attribute partialScore="4"><SimplePredicate field="dept" operator="equal" value="legal"/></Attribute></Characteristic>`;
    const model = importScorecardPmml(document(age + dept), { scaling });
    const score = (given: number | null, name: string | null): number =>
      model.scorePoints(featureRow(model.features, { age: given, dept: name }));
    expect([null, 20, 20.5, 30, 39, 40].map((given) => score(given, 'sales'))).toEqual([12, 15, 18, 20, 18, 22]);
    expect(['marketing', 'legal', 'other', null].map((name) => score(40, name))).toEqual([22, 23, 22, 22]);
    expect(
      model.predict(createFrame({ age: float64Column(Float64Array.of(40)), dept: stringColumn(['sales']) }))[0],
    ).toBeCloseTo(1 / (1 + 2 ** ((22 - 50) / 10)), 12);
  });

  it('refuses what it cannot read', () => {
    const read = (text: string) => () => importScorecardPmml(text, { scaling });
    expect(() => importScorecardPmml(document(age))).toThrow(expect.objectContaining({ code: 'LEARN_PMML_SCALING' }));
    expect(read('<PMML><TreeModel/></PMML>')).toThrow(expect.objectContaining({ code: 'LEARN_PMML_INVALID' }));
    expect(read('<PMML><Scorecard></PMML>')).toThrow(expect.objectContaining({ code: 'LEARN_PMML_INVALID' }));
    const gap = age.replace('<Attribute partialScore="9"><True/></Attribute>', '');
    expect(read(document(gap))).toThrow(expect.objectContaining({ code: 'LEARN_PMML_UNSUPPORTED' }));
    const computed = age.replace('partialScore="9"', '');
    expect(read(document(computed))).toThrow(expect.objectContaining({ code: 'LEARN_PMML_UNSUPPORTED' }));
  });
});
