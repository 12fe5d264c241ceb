import type { ConsentScope, ReadRequest } from '#factors';
import { GraphReader } from '../factors/provider.ts';
import { graphFactors, type GraphFactor } from '../factors/graph-factor.ts';
import { isInward, type NetworkParts } from '../network.ts';
import { isLasting } from './choose-factors.ts';

/** An application, and the event with which it came. */
export interface Applied {
  readonly applicationId: string;
  readonly at: ReadRequest['at'];
}

/** Whether a person agreed, as of an instant in milliseconds, that data of a scope be used. */
export type AgreesTo = (person: number, scope: ConsentScope, at: number) => boolean;

/** Names of the graph factors that a model may learn from. */
export function learnableFactors(): string[] {
  return graphFactors().flatMap(({ definition: { name } }) => (isLasting(name) ? name : []));
}

/** Reads graph factors of applicants as they were known when they applied: who an applicant was taken for included. */
export class ApplicantReader {
  private readonly network: NetworkParts;
  private readonly reader: GraphReader;
  private readonly agrees: AgreesTo;
  private readonly scopes: readonly (readonly [ConsentScope, readonly number[]])[];

  /** @throws RangeError for a name that is no graph factor. */
  constructor(network: NetworkParts, names: readonly string[], agrees: AgreesTo = () => true) {
    const factors = factorsOf(names);
    this.network = network;
    this.agrees = agrees;
    this.reader = new GraphReader(
      network,
      factors.map(({ spec }) => spec),
    );
    const scopes = new Map<ConsentScope, number[]>();
    factors.forEach(({ definition: { consent } }, place) => {
      if (consent !== undefined) scopes.set(consent, [...(scopes.get(consent) ?? []), place]);
    });
    this.scopes = [...scopes];
  }

  /** A vector of its own; NaN where missing or not agreed to, everywhere for an application that the network does not know. */
  read(applied: Applied): Float64Array {
    const person = this.applicantOf(applied);
    const keys = person === undefined ? {} : { person };
    const values = Float64Array.from(this.reader.read({ keys, at: applied.at }));
    for (const [scope, places] of person === undefined ? [] : this.scopes) {
      if (this.agrees(person ?? -1, scope, applied.at.asOf)) continue;
      for (const place of places) values[place] = NaN;
    }
    return values;
  }

  /** The person whose application it was believed to be, by his index of identity. */
  private applicantOf({ applicationId, at }: Applied): number | undefined {
    const { nodes, edges, ticks } = this.network;
    const node = nodes.find({ kind: 'application', token: applicationId });
    if (node === undefined || node >= edges.nodes) return undefined;
    let found: number | undefined;
    edges.visit(node, { asOf: ticks.at(at) }, ({ ends, types }, place) => {
      const end = ends[place] as number;
      if (isInward(types?.[place] ?? 0) && nodes.kindOf(end) === 'person') found = Number(nodes.tokenOf(end));
      return found === undefined;
    });
    return found;
  }
}

function factorsOf(names: readonly string[]): GraphFactor[] {
  const known = new Map(graphFactors().map((factor) => [factor.definition.name, factor]));
  return names.map((name) => {
    const factor = known.get(name);
    if (factor === undefined) throw new RangeError(`"${name}" is no graph factor`);
    return factor;
  });
}
