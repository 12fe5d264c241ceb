import { instantOfDay, type Day } from '#base';
import { judge, modelsOf, type ExperimentState } from '#decide';
import type { ModelRegistry } from '#scores';
import type { LendPorts } from '../ports.ts';
import { experimentResults } from './experiment-value.ts';

interface Judging {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  readonly today: Day;
}

/**
 * Judges the running experiment. Its verdict, and nothing else, makes champions: the models of the policy that won, and
 * retires those that only the other asked.
 */
export async function judgeTrial({ ports, registry, today }: Judging, experimentId: string): Promise<ExperimentState> {
  const { policies } = ports;
  const results = await experimentResults(ports.db, ports.tenant, { experimentId, today });
  const judged = judge(results);
  const why = `${experimentId}: ${judged.verdict}`;
  const at = instantOfDay(today);
  await policies.recordVerdict(experimentId, judged, { at, actor: 'experiment', why });
  if (judged.verdict === 'evidence-too-thin') return judged;
  const test = policies.experiments().find(({ id }) => id === experimentId);
  const [old, tried] = [test?.championHash, test?.challengerHash].map((hash) => {
    const policy = policies.get(hash ?? '')?.policy;
    return policy === undefined ? [] : modelsOf(policy);
  });
  const isPromoted = judged.verdict === 'promote';
  const [kept = [], left = []] = isPromoted ? [tried, old] : [old, tried];
  const note = { at, actor: 'experiment', why, experimentId };
  for (const id of kept) {
    if (registry.get(id)?.stage === 'challenger') await registry.move(id, 'champion', note);
  }
  for (const id of left) {
    const stage = registry.get(id)?.stage;
    if (!kept.includes(id) && stage !== undefined && stage !== 'retired') await registry.move(id, 'retired', note);
  }
  return judged;
}
