import { setImmediate as nextTurn } from 'node:timers/promises';
import { TallyError, contentHash, dayOfInstant, must } from '#base';
import type { DecisionLog } from '#decide';
import { thinned, type DecidedApplication, type Label, type RowSource } from '#lend';
import { ApplicantReader, choosing, learnableFactors } from '#network';
import type { AgreesTo, Network } from '#network';

export interface NetworkRowsOptions {
  readonly network: Network;
  readonly agrees: AgreesTo;
  /** Whether the network has taken in everything that came so far. */
  readonly isWhole: () => boolean;
  /** Applications that a training reads at most, the newest. */
  readonly most?: number;
}

/** A read of all learnable factors takes about two milliseconds, and a vector 12 KB. */
const MOST = 6000;

/** Applications by which drift is measured, at least while there are so many. */
const REFERENCE = 1000;

/** Reads before requests get their turn. */
const BATCH = 2;

/** Training rows of the network: graph factors of applicants as they were known when they applied. */
export function networkRows({ network, agrees, isWhole, most = MOST }: NetworkRowsOptions): RowSource {
  const factors = learnableFactors();
  const read = async (
    applications: readonly DecidedApplication[],
    names: readonly string[],
    cancel?: AbortSignal,
  ): Promise<Float64Array[]> => {
    const reader = new ApplicantReader(network, names, agrees);
    const vectors: Float64Array[] = [];
    for (const { applicationId, decidedAt, offset } of applications) {
      cancel?.throwIfAborted();
      vectors.push(reader.read({ applicationId, at: { asOf: decidedAt, position: offset } }));
      if (vectors.length % BATCH === 0) await nextTurn();
    }
    return vectors;
  };
  return {
    name: 'network',
    schemaId: `graph_${contentHash(factors).slice(0, 16)}`,
    isReady: isWhole,
    read,
    async rows({ labels, decisions, cancel }) {
      if (!isWhole()) throw stillFilling();
      const sampled = labels.slice(-most);
      const { applied, reference } = await decidedOf(decisions, sampled);
      return {
        ...{ factors, vectors: await read(applied, factors, cancel), sampled, reference },
        labels: Float64Array.from(sampled, ({ value }) => value),
        days: {
          of: Float64Array.from(applied, ({ decidedAt }) => dayOfInstant(decidedAt)),
          known: Float64Array.from(sampled, ({ knownDay }) => knownDay),
        },
      };
    },
    async choose({ factors: names, vectors, labels }) {
      const columnOf = (f: number): Float64Array => Float64Array.from(vectors, (vector) => vector[f] ?? NaN);
      const steps = choosing({ names, columnOf, labels });
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) await nextTurn();
      return new Set(step.value.map((f) => must(names[f], `factor ${f}`)));
    },
  };
}

/** When the applications of labels were decided, in their order, and an even sample of all that were decided from the first to the last. */
async function decidedOf(decisions: Pick<DecisionLog, 'scan'>, labels: readonly Label[]) {
  const places = new Map(labels.map(({ applicationId }, place) => [applicationId, place]));
  const found: DecidedApplication[] = [];
  const reference = thinned<DecidedApplication>(REFERENCE);
  let left = places.size;
  for await (const records of decisions.scan()) {
    for (const { applicationId, decidedAt, asOfOffset: offset } of records) {
      const decided = { applicationId, decidedAt, offset };
      const place = places.get(applicationId);
      if (place !== undefined) {
        found[place] = decided;
        left--;
      }
      if ((left > 0 && left < places.size) || place !== undefined) reference.add(decided);
    }
  }
  const applied = labels.map(({ applicationId }, place) => must(found[place], `decision of ${applicationId}`));
  return { applied, reference: reference.items };
}

function stillFilling(): TallyError {
  return new TallyError('SERVER_NETWORK_FILLING', 'the network still takes in what came before the start', {
    hint: 'the training is tried again by itself',
    retryable: true,
    status: 503,
  });
}
