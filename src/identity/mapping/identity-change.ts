import type { Identifier } from '#stream';
import type { IdentityFact } from '../graph/identity-fact.ts';
import type { ComponentState } from './person.ts';

/** What somebody corrects by hand. */
export type Correction =
  /** Two persons are one. */
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  /** Some identifiers of a person are another person's, who gets an id of his own. */
  | { readonly kind: 'split'; readonly person: string; readonly identifiers: readonly Identifier[] }
  /** Two identifiers of a person are of two people: the chain between them breaks at its weakest link. */
  | { readonly kind: 'apart'; readonly person: string; readonly a: Identifier; readonly b: Identifier }
  /** A link, a merge or an earlier correction does not count any more; an undone undo brings it back. */
  | { readonly kind: 'undo'; readonly fact: number };

export interface CorrectionNote {
  readonly actor: string;
  readonly reason: string;
  /** When we learn of it, milliseconds. */
  readonly at: number;
  /** From when on it held in the world; as long as the identifiers are known when left out. */
  readonly occurredAt?: number | undefined;
}

/** A correction as it is kept: a fact like any other, with a number that undo can name. */
export interface IdentityChange {
  readonly number: number;
  readonly kind: Correction['kind'];
  readonly actor: string;
  readonly reason: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** What an undo took back. */
  readonly undoes?: number | undefined;
  /** Splits and retractions of the correction. */
  readonly facts: readonly IdentityFact[];
  /** Numbers of the links and merges that it made. */
  readonly created: readonly number[];
  /** Persons of the component. */
  readonly persons: readonly string[];
  readonly state: ComponentState;
}
