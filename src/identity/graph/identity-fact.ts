/** Something that points at a person: its kind and token (or value). */
export interface GraphIdentifier {
  readonly kind: string;
  readonly token: string;
}

/** The name of an identifier in a graph. */
export function identifierKey({ kind, token }: GraphIdentifier): string {
  return `${kind}:${token}`;
}

/** Two times of a fact, in milliseconds since 1970: from when on it held in the world, and when we learnt of it. */
export interface FactTimes {
  readonly occurredAt: number;
  readonly recordedAt: number;
}

/** What identifiers are believed to mean. Facts are only ever added; to take one back is a fact too. */
export type IdentityFact = FactTimes & { readonly number: number } & (
    | {
        /** Seen together: one person, with this strength (more is surer). */
        readonly kind: 'link';
        readonly a: GraphIdentifier;
        readonly b: GraphIdentifier;
        readonly strength: number;
      }
    | {
        /** Two persons, whatever else says otherwise: a split by hand. */
        readonly kind: 'apart';
        readonly a: GraphIdentifier;
        readonly b: GraphIdentifier;
      }
    | {
        /** An earlier fact does not count any more: undo. */
        readonly kind: 'retract';
        readonly fact: number;
      }
  );

/** Limits against over-merging. */
export interface GraphLimits {
  /** Kinds of which a person has one at most, such as a national id. */
  readonly exclusive: readonly string[];
  /** How many other identifiers one may be linked to before it says nothing any more, by kind. */
  readonly neighbours: Readonly<Record<string, number>>;
  readonly otherNeighbours: number;
  /** Identifiers of one person at most. */
  readonly personSize: number;
}

/** Twilio Segment stops at 1,000 identifiers and Adobe drops an identity linked to 50 others; a device changes hands sooner. */
export const GRAPH_LIMITS: GraphLimits = {
  exclusive: ['national_id'],
  neighbours: { device: 10, cookie: 10, phone: 30, email: 30, account: 30 },
  otherNeighbours: 50,
  personSize: 1000,
};
