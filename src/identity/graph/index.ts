export {
  GRAPH_LIMITS,
  identifierKey,
  type FactTimes,
  type GraphIdentifier,
  type GraphLimits,
  type IdentityFact,
} from './identity-fact.ts';
export { createIdentityGraph, holding, type IdentityGraph, type ViewTimes } from './identity-graph.ts';
export type { IdentityView } from './identity-view.ts';
export { viewChanges, type IdentityMove } from './view-changes.ts';
