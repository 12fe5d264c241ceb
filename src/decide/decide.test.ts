import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import {
  assignArm,
  chainEntry,
  compilePolicy,
  firstBreak,
  judge,
  packFactors,
  parsePolicy,
  replayDecision,
  unpackFactors,
  whatWouldChange,
  type AuditEntry,
  type DecisionRecord,
  type Policy,
} from './index.ts';

const factors = ['age', 'debt'];
const models = {
  credit: { hash: 'm1', score: (values: Float64Array) => values[1] ?? 0, topFactors: () => ['debt'] },
};

const policy: Policy = parsePolicy({
  id: 'consumer',
  version: 1,
  name: 'Consumer loans',
  start: 'hard',
  nodes: [
    {
      id: 'hard',
      kind: 'rules',
      rules: [
        { id: 'young', when: { value: 'age', op: '<', to: 18 }, outcome: 'declined', reason: 'AGE_BELOW_MINIMUM' },
      ],
      next: 'ask',
    },
    { id: 'ask', kind: 'model', model: 'credit', sets: 'pd', next: 'cut' },
    {
      id: 'cut',
      kind: 'cutoff',
      score: 'pd',
      model: 'credit',
      above: 0.2,
      outcome: 'declined',
      reason: 'CREDIT_SCORE',
      next: 'price',
    },
    {
      id: 'price',
      kind: 'table',
      rows: [{ when: { value: 'pd', op: '<', to: 0.1 }, set: { apr_bps: 1200 } }, { set: { apr_bps: 2400 } }],
      next: 'yes',
    },
    { id: 'yes', kind: 'outcome', outcome: 'approved' },
  ],
});

describe('a compiled policy', () => {
  const compiled = compilePolicy(policy, { factors, models });

  it('approves with the price of the first fitting row and traces every node', () => {
    const decision = compiled.decide(Float64Array.of(30, 0.05));
    expect(decision).toMatchObject({ outcome: 'approved', reasons: [], variables: { pd: 0.05, apr_bps: 1200 } });
    expect(decision.trace.map(({ node }) => node)).toEqual(['hard', 'ask', 'cut', 'price', 'yes']);
  });

  it('declines by a rule with its reason and says what would change it', () => {
    const decision = compiled.decide(Float64Array.of(17, 0.05));
    expect(decision.reasons).toEqual(['AGE_BELOW_MINIMUM']);
    expect(whatWouldChange(compiled, decision, () => 17)).toEqual([
      { node: 'hard', value: 'age', actual: 17, failedWhen: { op: '<', to: 18 } },
    ]);
  });

  it('declines by score with the factors that raised it', () => {
    const decision = compiled.decide(Float64Array.of(30, 0.5));
    expect(decision).toMatchObject({ outcome: 'declined', reasons: ['CREDIT_SCORE', 'debt'] });
  });

  it('treats a comparison with a missing value as false', () => {
    expect(compiled.decide(Float64Array.of(NaN, 0.05)).outcome).toBe('approved');
  });

  it('replays a record to the same bits and shows a change', () => {
    const values = Float64Array.of(30, 0.15);
    const decision = compiled.decide(values);
    const record = { ...decision, factors: packFactors(values) } as unknown as DecisionRecord;
    expect(unpackFactors(record.factors)).toEqual(values);
    expect(replayDecision(record, compiled).same).toBe(true);
    const strict = {
      ...policy,
      version: 2,
      nodes: policy.nodes.map((node) => (node.kind === 'cutoff' ? { ...node, above: 0.1 } : node)),
    };
    const other = replayDecision(record, compilePolicy(strict, { factors, models }));
    expect([other.same, other.decision.outcome]).toEqual([false, 'declined']);
  });
});

describe('a policy that cannot run', () => {
  const refused = (change: (nodes: unknown[]) => unknown[]): (() => unknown) => {
    return () => compilePolicy(parsePolicy({ ...policy, nodes: change([...policy.nodes]) }), { factors, models });
  };

  it.each([
    [
      'a cycle',
      refused((nodes) =>
        nodes.map((node) => ({ ...(node as object), ...('next' in (node as object) ? { next: 'hard' } : {}) })),
      ),
      /back to itself/,
    ],
    ['an unknown node', refused((nodes) => nodes.slice(0, -1)), /yes does not exist/],
    [
      'an unknown value',
      refused((nodes) => [
        {
          ...(nodes[0] as object),
          rules: [{ id: 'r', when: { value: 'shoe-size', op: '>', to: 1 }, outcome: 'declined', reason: 'NO_INCOME' }],
        },
        ...nodes.slice(1),
      ]),
      /shoe-size/,
    ],
    [
      'an unknown field',
      refused((nodes) => [{ ...(nodes[0] as object), colour: 'red' }, ...nodes.slice(1)]),
      /nodes\.0/,
    ],
  ])('is refused: %s', (_name, compile, message) => {
    expect(compile).toThrow(message);
  });
});

describe('an experiment', () => {
  const experiment = { id: 'e1', championHash: 'a', challengerHash: 'b', share: 0.3, startedAt: 0 };

  it('sends its share of traffic to the challenger, always the same applications', () => {
    const arms = Array.from({ length: 10_000 }, (_, i) => assignArm(experiment, `a${i}`));
    expect(arms.filter((arm) => arm === 'challenger').length / 10_000).toBeCloseTo(0.3, 1);
    expect(assignArm(experiment, 'a77')).toBe(arms[77]);
  });

  it('promotes a clearly better challenger and waits when evidence is thin', () => {
    const rng = createRng(11);
    const arm = (mean: number, size: number): number[] => Array.from({ length: size }, () => mean + rng.normal());
    expect(judge({ champion: arm(0, 900), challenger: arm(0.5, 900) }).verdict).toBe('promote');
    expect(judge({ champion: arm(0.5, 900), challenger: arm(0, 900) }).verdict).toBe('retire');
    expect(judge({ champion: arm(0, 50), challenger: arm(5, 50) }).verdict).toBe('evidence-too-thin');
  });

  it('is wrong in fewer than alpha of all runs although it looks after every 50 outcomes', () => {
    const rng = createRng(12);
    let wrong = 0;
    for (let run = 0; run < 200; run++) {
      const champion: number[] = [];
      const challenger: number[] = [];
      for (let look = 0; look < 30; look++) {
        for (let i = 0; i < 50; i++) {
          champion.push(rng.normal());
          challenger.push(rng.normal());
        }
        if (judge({ champion, challenger }).verdict !== 'evidence-too-thin') {
          wrong++;
          break;
        }
      }
    }
    expect(wrong).toBeLessThanOrEqual(10);
  });
});

describe('the audit chain', () => {
  it('finds the entry that was changed', () => {
    const entries: AuditEntry[] = [];
    for (let i = 0; i < 5; i++) {
      entries.push(
        chainEntry({ at: i, actor: 'user:1', action: 'decide', subject: `a${i}`, detailHash: 'x' }, entries.at(-1)),
      );
    }
    expect(firstBreak(entries)).toBeUndefined();
    expect(firstBreak(entries.map((entry, i) => (i === 3 ? { ...entry, actor: 'user:2' } : entry)))).toBe(3);
  });
});

describe('lists that a policy reads', () => {
  const when = (value: string) => ({ value, op: '>' as const, to: 0 });
  const listed = (value: string): Policy =>
    parsePolicy({
      id: 'listed',
      version: 1,
      name: 'Listed',
      start: 'lists',
      nodes: [
        {
          id: 'lists',
          kind: 'rules',
          rules: [{ id: 'black', when: when(value), outcome: 'declined', reason: 'ON_BLACK_LIST' }],
          next: 'trusted',
        },
        {
          id: 'trusted',
          kind: 'table',
          rows: [{ when: when('list.white'), set: { apr_bps: 900 } }, { set: { apr_bps: 2400 } }],
          next: 'yes',
        },
        { id: 'yes', kind: 'outcome', outcome: 'approved' },
      ],
    });
  const compiled = compilePolicy(listed('list.black'), { factors, models: {} });
  const none = new Float64Array(2);

  it('counts what is on each list, in rules and tables', () => {
    expect(compiled.decide(none)).toMatchObject({
      outcome: 'approved',
      variables: { apr_bps: 2400, 'list.black': 0, 'list.white': 0 },
    });
    const white = compiled.decide(none, [{ list: 'white', node: 'phone:1' }]);
    expect(white.variables).toEqual({ apr_bps: 900, 'list.black': 0, 'list.white': 1 });
    const both = [
      { list: 'black', node: 'device:1' },
      { list: 'black', node: 'card:2' },
    ] as const;
    expect(compiled.decide(none, both)).toMatchObject({
      outcome: 'declined',
      reasons: ['ON_BLACK_LIST'],
      variables: { 'list.black': 2 },
    });
  });

  it('replays with the lists of then, whatever they are now', () => {
    const lists = [{ list: 'black', node: 'device:1' }] as const;
    const decision = compiled.decide(none, lists);
    const record = { factors: packFactors(none), lists, ...decision } as unknown as DecisionRecord;
    expect(replayDecision(record, compiled)).toEqual({ same: true, decision });
    expect(whatWouldChange(compiled, decision, () => NaN)).toEqual([
      { node: 'lists', value: 'list.black', actual: 1, failedWhen: { op: '>', to: 0 } },
    ]);
  });

  it('refuses a list that there is not, by name', () => {
    expect(() => compilePolicy(listed('list.blue'), { factors, models: {} })).toThrow(
      'there is no list behind list.blue',
    );
  });
});
