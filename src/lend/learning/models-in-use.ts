import { TallyError } from '#base';
import { modelsOf } from '#decide';
import type { ModelRegistry, StageNote } from '#scores';
import { LENDING_SLOT } from '../decide-application.ts';
import type { LendPorts } from '../ports.ts';

/** Models that decide now: those of the deployed policy and of the running experiment. */
export function modelsInUse({ policies }: LendPorts): ReadonlySet<string> {
  const test = policies.running(LENDING_SLOT);
  const hashes = [policies.champion(LENDING_SLOT), test?.championHash, test?.challengerHash];
  const found = hashes.flatMap((hash) => (hash === undefined ? [] : (policies.get(hash)?.policy ?? [])));
  return new Set(found.flatMap(modelsOf));
}

/**
 * Refuses to move a model that decides: its stage would say what is not so.
 *
 * @throws TallyError `LEND_MODEL_IN_USE`.
 */
export function assertIdle(ports: LendPorts, modelId: string): void {
  if (!modelsInUse(ports).has(modelId)) return;
  throw new TallyError('LEND_MODEL_IN_USE', `the policies that decide now ask ${modelId}`, {
    hint: 'deploy a policy without it, or wait for the verdict of the experiment',
    status: 409,
  });
}

/** After a person deployed a policy: the models it asks are champions, and monitored as such. */
export async function crownModels(
  { policies }: LendPorts,
  registry: ModelRegistry,
  { hash, note }: { readonly hash: string; readonly note: StageNote },
): Promise<void> {
  const policy = policies.get(hash)?.policy;
  const by = { ...note, experimentId: `deployment:${hash}` };
  for (const id of policy === undefined ? [] : modelsOf(policy)) {
    if (registry.get(id)?.stage === 'retired') await registry.move(id, 'shadow', by);
    if (registry.get(id)?.stage !== 'champion') await registry.move(id, 'champion', by);
  }
}
