import type { ProofPart } from './row.ts';
import { correctionsProof } from './identity/corrections.ts';
import { customerValueProof } from './identity/customer-value.ts';
import { linkageProof } from './identity/linkage.ts';
import { liveMatchProof } from './identity/live-match.ts';
import { liveSegmentsProof } from './identity/live-segments.ts';
import { catalogueProof } from './factors/catalogue.ts';
import { derivation } from './factors/derivation.ts';
import { enginesAgree } from './factors/engines-agree.ts';
import { liveState } from './factors/live-state.ts';
import { servedVectors } from './factors/served-vectors.ts';
import { plantedProof } from './factors/planted.ts';
import { shamTurnoverProof } from './factors/sham-turnover.ts';
import { trainingSet } from './factors/training-set.ts';
import { amlsimProof } from './graph/amlsim.ts';
import { crashProof } from './graph/crash.ts';
import { engineProof } from './graph/engine.ts';
import { finbenchProof } from './graph/finbench.ts';
import { fraudarProof } from './graph/fraudar.ts';
import { graphalyticsProof } from './graph/graphalytics.ts';
import { liftProof } from './graph/lift.ts';
import { networkProof } from './graph/network.ts';
import { pictureProof } from './graph/picture.ts';
import { scaleProof } from './graph/scale.ts';
import { sparkProof } from './graph/spark.ts';
import { supervisedProof } from './graph/supervised.ts';
import { watchingProof } from './graph/watching.ts';
import { motifsProof } from './graph/motifs.ts';
import { patternsProof } from './graph/patterns.ts';
import { outliersProof } from './graph/outliers.ts';
import { binningProof } from './learn/binning.ts';
import { autoProof } from './learn/auto.ts';
import { creditMetrics } from './learn/credit-metrics.ts';
import { clickLogProof } from './learn/click-log.ts';
import { learnersProof } from './learn/learners.ts';
import { foldsAgainstXgboost } from './learn/folds-against-xgboost.ts';
import { gbstProof } from './learn/gbst.ts';
import { memoryProof } from './learn/memory.ts';
import { nightlyProof } from './learn/nightly.ts';
import { modelFilesProof } from './learn/model-files.ts';
import { rankingProof } from './learn/ranking.ts';
import { registryProof } from './learn/registry.ts';
import { scorecardProof } from './learn/scorecard.ts';
import { servingProof } from './learn/serving.ts';
import { transferProof } from './learn/transfer.ts';
import { trainingSpeed } from './learn/training-speed.ts';
import { survivalMetrics } from './learn/survival-metrics.ts';
import { applicationsLoad } from './spine/applications-load.ts';
import { attainableCredit } from './spine/attainable-credit.ts';
import { creditFolds } from './spine/credit-folds.ts';
import { killProof } from './spine/kill.ts';
import { marketFigures } from './spine/market-figures.ts';
import { parityProof } from './spine/parity.ts';
import { plantedFraud } from './spine/planted-fraud.ts';
import { startKillProof } from './spine/start-kill.ts';
import { startProof } from './spine/start.ts';
import { tidyFigures } from './spine/tidy-figures.ts';

/** The parts of each room's proof, in the order in which they run. */
export const rooms: Readonly<Record<string, readonly ProofPart[]>> = {
  spine: [
    startProof,
    applicationsLoad,
    attainableCredit,
    plantedFraud,
    killProof,
    startKillProof,
    parityProof,
    creditFolds,
    marketFigures,
    tidyFigures,
  ],
  identity: [linkageProof, customerValueProof, liveMatchProof, liveSegmentsProof, correctionsProof],
  learn: [
    creditMetrics,
    survivalMetrics,
    learnersProof,
    clickLogProof,
    foldsAgainstXgboost,
    gbstProof,
    rankingProof,
    binningProof,
    scorecardProof,
    modelFilesProof,
    trainingSpeed,
    memoryProof,
    autoProof,
    servingProof,
    nightlyProof,
    registryProof,
    transferProof,
  ],
  graph: [
    graphalyticsProof,
    fraudarProof,
    motifsProof,
    amlsimProof,
    outliersProof,
    engineProof,
    finbenchProof,
    sparkProof,
    crashProof,
    scaleProof,
    liftProof,
    patternsProof,
    supervisedProof,
    watchingProof,
    networkProof,
    pictureProof,
  ],
  factors: [
    enginesAgree,
    trainingSet,
    liveState,
    servedVectors,
    derivation,
    catalogueProof,
    shamTurnoverProof,
    plantedProof,
  ],
};
