import type { IdentifierKind } from '#stream';

/** A person as the resolver keeps it; `index` is dense and stable, for typed arrays. */
export interface Person {
  readonly index: number;
  readonly id: string;
  /** The person this one was merged into, or itself. */
  into: number;
  /** Token of the national id, or empty. Two persons with different ones are never merged. */
  nationalId: string;
  /** True while nothing but cookies and devices is known. */
  anonymous: boolean;
  /** Identifiers of the joining kinds that are the person's. */
  size: number;
}

/** An identifier was seen with a person. */
export interface Link {
  readonly kind: IdentifierKind;
  readonly token: string;
  readonly personId: string;
}

/** Two persons turned out to be one: `from` now counts as `into`. */
export interface Merge {
  readonly from: Person;
  readonly into: Person;
  /** Of the weaker of the two identifiers that met. */
  readonly strength: number;
}

/** People and what points at them, as plain data: nothing but person ids and tokens. */
export interface ResolverImage {
  readonly ids: readonly string[];
  readonly into: readonly number[];
  readonly nationalIds: readonly string[];
  readonly anonymous: readonly boolean[];
  readonly sizes: readonly number[];
  readonly owners: readonly (readonly [IdentifierKind, readonly string[], readonly number[]])[];
  readonly others: readonly (readonly [IdentifierKind, readonly string[], readonly (readonly number[])[]])[];
  readonly apart: readonly (readonly [number, number])[];
}

/** What is believed of the persons that a correction touched, afterwards. */
export interface ComponentState {
  /** Each person of the component as it was made, and whom it counts as. */
  readonly persons: readonly (readonly [id: string, root: string])[];
  readonly roots: readonly {
    readonly id: string;
    readonly nationalId: string;
    readonly anonymous: boolean;
    readonly size: number;
  }[];
  /** Identifiers whose users changed: the first owns it, none: nobody does. */
  readonly links: readonly (readonly [kind: IdentifierKind, token: string, users: readonly string[]])[];
  /** Pairs of persons that stay two. */
  readonly apart: readonly (readonly [string, string])[];
}
