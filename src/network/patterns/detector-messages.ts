import type { LinkEvent } from '../link-event.ts';
import type { PatternFinding } from './pattern.ts';

/** What a case book is told, in the order in which it became known: an event, or that two persons are one. */
export type CaseTold = { readonly event: LinkEvent } | { readonly from: number; readonly into: number };

export type DetectorRequest =
  | { readonly id: number; readonly kind: 'tell'; readonly told: readonly CaseTold[] }
  | { readonly id: number; readonly kind: 'detect'; readonly at: number };

export type DetectorAnswer =
  | { readonly id: number; readonly kind: 'told' }
  | { readonly id: number; readonly kind: 'found'; readonly findings: readonly PatternFinding[] };
