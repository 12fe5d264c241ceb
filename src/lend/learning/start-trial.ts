import { instantOfDay, type Day } from '#base';
import type { ModelRegistry, RegisteredModel } from '#scores';
import { LENDING_SLOT } from '../decide-application.ts';
import type { LendPorts } from '../ports.ts';
import { modelPolicy, rulePolicy } from '../rule-policy.ts';

/** Models that a policy on trial asks. */
export interface Trial {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  readonly today: Day;
  readonly credit: RegisteredModel;
  /** Without one, nothing asks about fraud. */
  readonly fraud: RegisteredModel | undefined;
}

/** Publishes a policy on the models and tries it against the champion; models that are not champions become challengers. */
export async function startTrial(trial: Trial): Promise<string> {
  const { ports, registry, today, credit, fraud } = trial;
  const challengerHash = await publishChallenger(trial);
  const id = `exp-${ports.policies.experiments().length + 1}`;
  await ports.policies.startExperiment({
    id,
    slot: LENDING_SLOT,
    championHash: ports.policies.champion(LENDING_SLOT) ?? '',
    challengerHash,
    share: 0.5,
    startedAt: instantOfDay(today),
  });
  for (const model of [credit, fraud]) {
    if (model === undefined || registry.get(model.modelId)?.stage === 'champion') continue;
    const note = { at: instantOfDay(today), actor: 'learning', why: `tried in ${id}`, experimentId: id };
    await registry.move(model.modelId, 'challenger', note);
  }
  return id;
}

async function publishChallenger({ ports, today, credit, fraud }: Trial): Promise<string> {
  const version = 1 + ports.policies.list().filter(({ policy }) => policy.id !== rulePolicy.id).length;
  const policy = modelPolicy({
    version,
    creditModel: credit.modelId,
    fraudModel: fraud?.modelId,
    ...(version === 1 ? FIRST_CUTOFFS : LATER_CUTOFFS),
  });
  const note = { at: instantOfDay(today), actor: 'learning', why: 'trained on matured loans' };
  return await ports.policies.publish(policy, note);
}

/**
 * Probability of default at which lending earns nothing: margin / (margin + loss), with about 7 % interest earned on a
 * good half-year loan and about 60 % of the principal lost on a bad one. A fraud costs the whole principal.
 */
const BREAK_EVEN = { creditCutoff: 0.1, fraudCutoff: 0.15 } as const;

/**
 * Models of a first, small sample are unsure near the break-even, so the first scored policy declines only what is
 * clearly a loss, and keeps the starting terms; later ones go to the break-even and price by risk.
 */
const FIRST_CUTOFFS = { creditCutoff: 0.2, fraudCutoff: 0.3, terms: 'starting' } as const;
const LATER_CUTOFFS = { ...BREAK_EVEN, terms: 'by-risk' } as const;
