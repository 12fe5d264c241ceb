import type { Condition } from './condition.ts';

/** A segment as it is kept: each change is a version of its own. */
export interface Segment {
  readonly segmentId: string;
  readonly version: number;
  readonly name: string;
  readonly condition: Condition;
  /** Place of its members; never given to another segment. */
  readonly slot: number;
  readonly at: number;
  readonly actor: string;
  /** A retired segment has no members. */
  readonly retired: boolean;
}

/** A person entered or left a segment. */
export interface Transition {
  readonly segmentId: string;
  readonly version: number;
  readonly person: number;
  readonly entered: boolean;
  readonly at: number;
}
