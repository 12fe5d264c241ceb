import { setImmediate as nextTurn } from 'node:timers/promises';
import { TallyError, contentHash, dayOfInstant, must } from '#base';
import type { DecisionLog } from '#decide';
import type { RowSource } from '#lend';
import { ApplicantReader, chooseFactors, learnableFactors } from '#network';
import type { AgreesTo, Applied, Network } from '#network';

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

/** Reads before requests get their turn. */
const BATCH = 2;

/** Training rows of the network: graph factors of applicants as they were known when they applied. */
export function networkRows({ network, agrees, isWhole, most = MOST }: NetworkRowsOptions): RowSource {
  const factors = learnableFactors();
  return {
    name: 'network',
    schemaId: `graph_${contentHash(factors).slice(0, 16)}`,
    isReady: isWhole,
    async rows({ labels, decisions, cancel }) {
      if (!isWhole()) throw stillFilling();
      const sampled = labels.slice(-most);
      const applied = await appliedOf(
        decisions,
        sampled.map(({ applicationId }) => applicationId),
      );
      const reader = new ApplicantReader(network, factors, agrees);
      const vectors: Float64Array[] = [];
      for (const one of applied) {
        cancel?.throwIfAborted();
        vectors.push(reader.read(one));
        if (vectors.length % BATCH === 0) await nextTurn();
      }
      return {
        ...{ factors, vectors, sampled },
        labels: Float64Array.from(sampled, ({ value }) => value),
        days: {
          of: Float64Array.from(applied, ({ at }) => dayOfInstant(at.asOf)),
          known: Float64Array.from(sampled, ({ knownDay }) => knownDay),
        },
      };
    },
    choose({ factors: names, vectors, labels }) {
      const columnOf = (f: number): Float64Array => Float64Array.from(vectors, (vector) => vector[f] ?? NaN);
      return new Set(chooseFactors(names, columnOf, labels).map((f) => must(names[f], `factor ${f}`)));
    },
  };
}

/** When applications were decided, and behind which event, in the order asked for. */
async function appliedOf(decisions: Pick<DecisionLog, 'scan'>, ids: readonly string[]): Promise<Applied[]> {
  const places = new Map(ids.map((id, place) => [id, place]));
  const found: Applied[] = [];
  for await (const records of decisions.scan()) {
    for (const { applicationId, decidedAt, asOfOffset } of records) {
      const place = places.get(applicationId);
      if (place !== undefined) found[place] = { applicationId, at: { asOf: decidedAt, position: asOfOffset } };
    }
  }
  return ids.map((id, place) => must(found[place], `decision of ${id}`));
}

function stillFilling(): TallyError {
  return new TallyError('SERVER_NETWORK_FILLING', 'the network still takes in what came before the start', {
    hint: 'the training is tried again by itself',
    retryable: true,
    status: 503,
  });
}
