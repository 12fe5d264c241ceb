import { setImmediate as nextTurn } from 'node:timers/promises';
import { loadModel, type Model } from '#learn';
import { NETWORK_PURPOSE } from '#lend';
import { ApplicantReader, learnedEvidence, type AgreesTo, type Applied, type Network } from '#network';
import type { PatternEvidence } from '#network';
import type { ModelRegistry, RegisteredModel } from '#scores';

/** An applicant who resembles those of confirmed frauds. */
export interface LearnedFinding extends Applied {
  /** Chance of fraud by the model. */
  readonly chance: number;
  readonly evidence: readonly PatternEvidence[];
}

/** What a model last looked at. */
export interface LearnedRun {
  readonly modelId: string;
  readonly scored: number;
  /** Applications that were too many for one run. */
  readonly leftOut: number;
}

export interface LearnedLayerOptions {
  readonly registry: ModelRegistry;
  readonly network: Network;
  readonly agrees: AgreesTo;
  /** Whether the network has taken in everything that came so far. */
  readonly isWhole: () => boolean;
}

/** Applications that one run scores at most, the newest: a read of the factors of a model takes up to two milliseconds. */
const MOST = 2000;

/** Reads before requests get their turn. */
const BATCH = 2;

/** Chance from which on an applicant is told of: on the market that it was set on, five of six were frauds that no detector named. */
const LEAST_CHANCE = 0.3;

/** Scores applicants by a model that learned from verdicts who is fraud, by their place in the network as they applied. */
export class LearnedLayer {
  private readonly options: LearnedLayerOptions;
  private served: { readonly modelId: string; readonly model: Model } | undefined;
  private last: LearnedRun | undefined;

  constructor(options: LearnedLayerOptions) {
    this.options = options;
  }

  /** The last run; undefined while there is no model. */
  get lastRun(): LearnedRun | undefined {
    return this.last;
  }

  /** Those of the applications, given oldest first, that are fraud by a chance of .3 and more; nothing while there is no model, or no whole network. */
  async findings(applications: readonly Applied[]): Promise<LearnedFinding[]> {
    const model = this.options.isWhole() ? await this.model() : undefined;
    if (model === undefined) {
      this.last = undefined;
      return [];
    }
    const { network, agrees } = this.options;
    const names = model.features.map(({ name }) => name);
    const reader = new ApplicantReader(network, names, agrees);
    const asked = applications.slice(-MOST);
    const found: LearnedFinding[] = [];
    for (const [i, applied] of asked.entries()) {
      const row = reader.read(applied);
      const chance = model.score(row);
      if (chance >= LEAST_CHANCE)
        found.push({ ...applied, chance, evidence: learnedEvidence(model, row, applied.at.asOf) });
      if (i % BATCH === 0) await nextTurn();
    }
    const modelId = this.served?.modelId ?? '';
    this.last = { modelId, scored: asked.length, leftOut: applications.length - asked.length };
    return found;
  }

  private async model(): Promise<Model | undefined> {
    const { registry } = this.options;
    const chosen = servedOf(registry);
    if (chosen === undefined) return undefined;
    const { modelId } = chosen;
    if (this.served?.modelId !== modelId) {
      this.served = { modelId, model: loadModel(await registry.document(modelId)) };
    }
    return this.served.model;
  }
}

/** The champion; until somebody made one, the newest shadow: findings decide about nobody. */
function servedOf(registry: ModelRegistry): RegisteredModel | undefined {
  const shadows = registry.list({ purpose: NETWORK_PURPOSE, stages: ['shadow'] });
  return registry.champion(NETWORK_PURPOSE) ?? shadows.at(-1);
}
