export { breadthFirst } from './algorithms/bfs.ts';
export { clusteringCoefficients } from './algorithms/clustering.ts';
export { weakComponents } from './algorithms/components.ts';
export { coreNumbers } from './algorithms/core-numbers.ts';
export { labelPropagation } from './algorithms/label-propagation.ts';
export { pageRank, type PageRankOptions } from './algorithms/page-rank.ts';
export { personalisedPageRank, type PersonalisedOptions } from './algorithms/personalised-page-rank.ts';
export { shortestPaths } from './algorithms/shortest-paths.ts';
export {
  buildGraph,
  undirectedView,
  type Adjacency,
  type EdgeFaults,
  type EdgeList,
  type Graph,
} from './store/graph.ts';
export {
  compareGraphalytics,
  graphalyticsAlgorithms,
  readGraphalytics,
  runGraphalytics,
  type GraphalyticsAlgorithm,
} from './conformance/graphalytics.ts';
export { EDGE_COLUMNS, edgesFromFrame, type EdgeColumns, type EdgeTable } from './files/edge-frame.ts';
export { findNode, idColumn, nodeCount, nodesOf, type NodeIds } from './files/node-ids.ts';
export { leiden, type Communities, type LeidenOptions } from './communities/leiden.ts';
export { modularity } from './communities/modularity.ts';
export { densestBlock, type BipartiteEdges, type DenseBlock } from './dense/fraudar.ts';
export { findMotifs, MOTIF_KINDS, type MotifOptions, type MotifsFound } from './motifs/find-motifs.ts';
export type { Motif, MotifKind } from './motifs/motif.ts';
export type { TimedEdges } from './motifs/timed-edges.ts';
export { INWARD, REMOVAL, type ArcColumns, type EdgeFields } from './store/arc-columns.ts';
export { visitArcs, type ArcLayers, type ArcQuery, type ArcVisitor, type FrozenArcs } from './store/arc-layers.ts';
export { snapshotOf, storeOf } from './store/edge-snapshot.ts';
export { EdgeStore, type EdgeBatch, type EdgeStoreOptions, type StoredEdge } from './store/edge-store.ts';
export { frozenBatch, frozenEdges } from './store/frozen-edges.ts';
export { IdInterner, type InternerOptions } from './store/id-interner.ts';
export type { MergeLimits } from './store/merge-arcs.ts';
export { Neighbourhood } from './store/neighbourhood.ts';
export { rMat } from './testing/r-mat.ts';
export { LiveCommunities, type LiveImage, type LiveOptions } from './communities/live-communities.ts';
export { inherited, NOWHERE, transitions, type CommunityChange } from './communities/transitions.ts';
export { graphOfLayers } from './store/graph-of-layers.ts';
export { plantedGroups } from './testing/planted-groups.ts';
export { fastRp, type Embedding, type FastRpOptions } from './embedding/fast-rp.ts';
export type { FeatureEdges } from './features/feature-edges.ts';
export type { Feature } from './features/feature-set.ts';
export type { NodeLabels } from './features/seen-labels.ts';
export type { NodeFigure } from './features/neighbour-figures.ts';
export type { NodeCategory } from './features/neighbour-shares.ts';
export { FEATURE_SETS, nodeFeatures } from './features/node-features.ts';
export type { FeatureOptions, FeatureSet, NodeFeatures } from './features/node-features.ts';
export { featuresFromFrames, type FrameFeatureOptions, type FrameFeatures } from './features/features-from-frames.ts';
export { idName, nodesTold, type NodeColumns, type NodesTold } from './features/node-columns.ts';
export { triangles } from './features/triangles.ts';
export { visibleEdges, type VisibleEdges } from './features/visible-edges.ts';
export { MotifWatch, type WatchedKind, type WatchedMotif, type WatchOptions } from './motifs/motif-watch.ts';
export { linearBeliefs, type BeliefEdges, type BeliefOptions, type Beliefs } from './propagation/linear-beliefs.ts';
export { riskFromSeeds, type NodeRisk, type RiskOptions, type RiskSeed } from './propagation/risk-from-seeds.ts';
export { similarity, similarNodes } from './similarity/similarity.ts';
export type { SimilarOptions, Similarity, SimilarityMeasure } from './similarity/similarity.ts';
export { ascendingPaths, type AscendingPaths } from './trails/ascending-paths.ts';
export { ascendingReach, type Reached } from './trails/ascending-reach.ts';
export { chainOf } from './trails/chain-of.ts';
export { closingPartners, type ClosingPartner } from './trails/closing-partners.ts';
export { flowThrough, ratioOf, type FlowSide } from './trails/flow-through.ts';
export { fundTrace, type FundQuery, type TracedFunds } from './trails/fund-trace.ts';
export { HopSearch } from './trails/hop-search.ts';
export { partnerJaccard, partnerSums, type PartnerSum } from './trails/partner-sums.ts';
export type { TrailQuery } from './trails/trail-query.ts';
export {
  SPARK_ALGORITHMS,
  sparkPlan,
  type SparkAlgorithm,
  type SparkOptions,
  type SparkPlan,
} from './spark/spark-plan.ts';
export { sparkScript } from './spark/spark-script.ts';
export { sizeOf, type SizeEstimate } from './store/size-estimate.ts';
export { EdgeReader, type ReadArcs, type SharedPicture } from './store/edge-reader.ts';
export { byDegree, type DegreeOrder } from './store/by-degree.ts';
export { gapRows, visitGaps, type GapRows } from './store/gap-rows.ts';
