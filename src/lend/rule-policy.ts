import { parsePolicy, type Policy } from '#decide';

/**
 * The policy of a young lender without data: only what is plainly wrong is declined, everybody else is lent a moderate
 * amount, so that repayment can be learnt from.
 */
export const rulePolicy: Policy = parsePolicy({
  id: 'starting-rules',
  version: 2,
  name: 'Starting rules',
  description: 'Lends widely on hard rules alone, in order to learn.',
  start: 'hard-rules',
  nodes: [
    {
      id: 'hard-rules',
      kind: 'rules',
      rules: [
        {
          id: 'on-black-list',
          when: { value: 'list.black', op: '>', to: 0 },
          outcome: 'declined',
          reason: 'ON_BLACK_LIST',
        },
        {
          id: 'under-age',
          when: { value: 'application.age', op: '<', to: 18 },
          outcome: 'declined',
          reason: 'AGE_BELOW_MINIMUM',
        },
        {
          id: 'over-age',
          when: { value: 'application.age', op: '>', to: 70 },
          outcome: 'declined',
          reason: 'AGE_ABOVE_MAXIMUM',
        },
        {
          id: 'no-income',
          when: { value: 'application.declared_income', op: '<=', to: 0 },
          outcome: 'declined',
          reason: 'NO_INCOME',
        },
        {
          id: 'past-due-with-us',
          when: {
            any: [
              { value: 'repayment.charged_off', op: '>', to: 0 },
              {
                all: [
                  { value: 'repayment.worst_dpd', op: '>=', to: 30 },
                  { value: 'repayment.days_since_delinquency', op: '<', to: 180 },
                ],
              },
            ],
          },
          outcome: 'declined',
          reason: 'DELINQUENT_WITH_US',
        },
        {
          id: 'delinquent-elsewhere',
          when: { value: 'bureau.worst_dpd_12m', op: '>=', to: 90 },
          outcome: 'declined',
          reason: 'DELINQUENT_ELSEWHERE',
        },
        {
          id: 'debt',
          when: { value: 'bureau.debt_service_to_income', op: '>', to: 1.2 },
          outcome: 'declined',
          reason: 'DEBT_TOO_HIGH',
        },
        {
          id: 'many-applications',
          when: { value: 'velocity.person_applications_7d', op: '>', to: 3 },
          outcome: 'declined',
          reason: 'OPEN_APPLICATION',
        },
      ],
      next: 'terms',
    },
    {
      id: 'terms',
      kind: 'table',
      rows: [
        { when: { value: 'repayment.settled', op: '>', to: 0 }, set: { limit_minor: 3_000_000, apr_bps: 2160 } },
        { set: { limit_minor: 1_500_000, apr_bps: 2400 } },
      ],
      next: 'approve',
    },
    { id: 'approve', kind: 'outcome', outcome: 'approved' },
  ],
});

export interface ModelPolicyOptions {
  readonly version: number;
  readonly creditModel: string;
  readonly fraudModel: string | undefined;
  /** Probabilities above which an application is declined. */
  readonly creditCutoff: number;
  readonly fraudCutoff: number;
  /** Keep the starting rules' amounts and prices, so that an experiment tells the scores' own worth; or price by risk. */
  readonly terms: 'starting' | 'by-risk';
}

/** The same hard rules with scores behind them. */
export function modelPolicy(options: ModelPolicyOptions): Policy {
  const { version, creditModel, fraudModel, creditCutoff, fraudCutoff } = options;
  const rules = rulePolicy.nodes.find(({ id }) => id === 'hard-rules');
  const startingTerms = rulePolicy.nodes.find(({ id }) => id === 'terms');
  const fraud =
    fraudModel === undefined
      ? []
      : scoreNodes({ name: 'fraud', sets: 'fraud', model: fraudModel, above: fraudCutoff, next: 'credit' });
  return parsePolicy({
    id: 'scored-lending',
    version,
    name: 'Scored lending',
    description: `Hard rules, then ${[fraudModel, creditModel].filter(Boolean).join(' and ')}; terms ${options.terms}.`,
    start: 'hard-rules',
    nodes: [
      { ...rules, next: fraudModel === undefined ? 'credit' : 'fraud' },
      ...fraud,
      ...scoreNodes({ name: 'credit', sets: 'pd', model: creditModel, above: creditCutoff, next: 'terms' }),
      options.terms === 'starting' ? startingTerms : termsByRisk(creditCutoff),
      { id: 'approve', kind: 'outcome', outcome: 'approved' },
    ],
  });
}

function termsByRisk(creditCutoff: number): object {
  return {
    id: 'terms',
    kind: 'table',
    rows: [
      { when: { value: 'pd', op: '<', to: creditCutoff / 4 }, set: { limit_minor: 5_000_000, apr_bps: 1500 } },
      { when: { value: 'pd', op: '<', to: creditCutoff / 2 }, set: { limit_minor: 3_000_000, apr_bps: 1980 } },
      { set: { limit_minor: 1_500_000, apr_bps: 2400 } },
    ],
    next: 'approve',
  };
}

interface ScoreNodes {
  readonly name: string;
  readonly sets: string;
  readonly model: string;
  readonly above: number;
  readonly next: string;
}

function scoreNodes({ name, sets, model, above, next }: ScoreNodes): readonly object[] {
  const reason = `${name.toUpperCase()}_SCORE`;
  return [
    { id: name, kind: 'model', model, sets, next: `${name}-cutoff` },
    { id: `${name}-cutoff`, kind: 'cutoff', score: sets, model, above, outcome: 'declined', reason, next },
  ];
}
