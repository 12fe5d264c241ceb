import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { gbdt } from '#learn';
import { createFrame, float64Column } from '#table';
import { GraphReader, graphFactors, Network } from '../index.ts';
import { randomHistory, tell } from '../testing/random-history.ts';
import { ApplicantReader, learnableFactors, type Applied } from './applicant-reader.ts';
import { chooseFactors } from './choose-factors.ts';
import { learnedEvidence, learnedWords } from './learned-evidence.ts';

const factors = learnableFactors();
const specOf = new Map(graphFactors().map(({ definition, spec }) => [definition.name, spec]));

/** A history in which every application has an id, with what was read when it came. */
function lived(seed: number) {
  const network = new Network();
  const live = new GraphReader(
    network,
    factors.map((name) => specOf.get(name)),
  );
  const reads: { readonly applied: Applied; readonly values: Float64Array; readonly person: number }[] = [];
  for (const step of randomHistory(seed, { steps: 400 })) {
    if (step.kind !== 'event' || step.event.source !== 'application.submitted') {
      tell(network, step);
      continue;
    }
    const { event } = step;
    const applicationId = `a${event.position}`;
    network.take({ ...event, fields: { ...event.fields, application_id: applicationId } });
    const person = Number(event.fields['person']);
    const at = { asOf: event.recorded, position: event.position };
    reads.push({
      applied: { applicationId, at },
      person,
      values: Float64Array.from(live.read({ keys: { person }, at })),
    });
  }
  return { network, reads };
}

describe('reads of applicants', () => {
  it('say later what they said when he applied, also of who has become another person since', () => {
    for (const seed of [1, 2, 3]) {
      const { network, reads } = lived(seed);
      const reader = new ApplicantReader(network, factors);
      expect(reads.length).toBeGreaterThan(20);
      for (const { applied, values } of reads) expect(reader.read(applied)).toEqual(values);
    }
  });

  it('withhold what a person did not agree to, and know nothing of an unknown application', () => {
    const { network, reads } = lived(4);
    const scopeOf = new Map(graphFactors().map(({ definition: { name, consent } }) => [name, consent]));
    const refuses = 'device';
    const reader = new ApplicantReader(network, factors, (_person, scope) => scope !== refuses);
    for (const { applied, values } of reads.slice(0, 10)) {
      const expected = values.map((value, f) => (scopeOf.get(factors[f] ?? '') === refuses ? NaN : value));
      expect(reader.read(applied)).toEqual(expected);
    }
    const at = { asOf: 2_000_000_000_000, position: 1e9 };
    expect(reader.read({ applicationId: 'none', at }).every(Number.isNaN)).toBe(true);
    expect(() => new ApplicantReader(network, ['graph.nothing'])).toThrow('graph.nothing');
  });
});

describe('the choice of factors', () => {
  it('takes what tells bad from good, once, and only what keeps its meaning', () => {
    const rng = createRng(5);
    const labels = Float64Array.from({ length: 400 }, () => (rng.chance(0.2) ? 1 : 0));
    const told = labels.map((label) => label + 0.3 * rng.normal());
    const names = ['graph.risk.bad', 'graph.walk.bad', 'graph.local.density', 'graph.device.hop1.partners_all'];
    const columns = [told, told.map((value) => 2 * value), labels.map(() => rng.normal()), told];
    expect(chooseFactors(names, (f) => columns[f] ?? labels, labels)).toEqual([0]);
  });
});

describe('what a model says of a finding', () => {
  it('is the factors that raised the chance, the strongest first, in words', async () => {
    const rng = createRng(6);
    const names = ['graph.risk.confirmed', 'graph.local.partners'];
    const columns = names.map(() => Float64Array.from({ length: 300 }, () => rng.uniform()));
    const label = Float64Array.from(columns[0] ?? [], (value) => (rng.chance(value) ? 1 : 0));
    const frame = createFrame(names.map((name, f) => [name, float64Column(columns[f] ?? label)] as const));
    const model = await gbdt({ trees: 20, maxDepth: 2 }).fit(frame, { kind: 'binary', label }, { seed: 1 });
    const [first, ...others] = learnedEvidence(model, Float64Array.of(0.99, 0.5), 7);
    expect(first).toMatchObject({ what: 'graph.risk.confirmed', count: 0.99, first: 7 });
    expect(first?.weight).toBeGreaterThan(0.3);
    expect(others.every(({ weight }) => weight <= (first?.weight ?? 0))).toBe(true);
    expect(learnedWords({ what: 'graph.risk.confirmed', count: 0.12345 })).toEqual({
      en: expect.stringMatching(/^risk that spreads to him .*: 0.123$/),
      zh: expect.stringMatching(/：0.123$/),
    });
    expect(learnedWords({ what: 'quiet-numbers', count: 1 })).toBeUndefined();
  });
});
