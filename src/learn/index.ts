export {
  type Target,
  type BinaryTarget,
  type RealTarget,
  type MulticlassTarget,
  type RankingTarget,
} from './target.ts';
export { type SurvivalTarget, type Task, type TasksTarget } from './target.ts';
export { type Feature, type NumberFeature, type CategoryFeature, type IgnoredColumn } from './feature.ts';
export { type Estimator, type Model, type FitOptions, type FitProgress, type ValidationData } from './estimator.ts';
export { type Explanation, type PredictOptions } from './estimator.ts';
export { type ModelDocument } from './document.ts';
export { binaryLabel, realTarget, type BinaryLabel } from './label.ts';
export { loadModel } from './load.ts';
export { explainAgainst } from './explain-against.ts';
export { featureRow } from './feature-row.ts';
export { gbdt } from './tree/gbdt.ts';
export { breakEvenRate, expectedLoss, type LoanCurve, type LossTerms, type PriceTerms } from './gbst/expected-loss.ts';
export { gbst, type GbstEstimator } from './gbst/gbst.ts';
export type { GbstParameters } from './gbst/gbst-settings.ts';
export { type SurvivalModel } from './gbst/gbst-model.ts';
export { type GbdtParameters } from './tree/parameters.ts';
export { logit, type LogitEstimator, type LogitParameters } from './linear/logit.ts';
export { type LogitBody, type LogitModel } from './linear/logit-model.ts';
export { auc, gini } from './metric/auc.ts';
export { ks, type KsResult } from './metric/ks.ts';
export { logLoss } from './metric/log-loss.ts';
export {
  crossValidate,
  crossValidateTarget,
  type CrossValidation,
  type CrossValidationInput,
  type FoldResult,
  type TargetValidation,
} from './split/cross-validate.ts';
export { judgeModel, type JudgedRows, type Metrics } from './split/judge.ts';
export { pickRows, takeTarget } from './target-rows.ts';
export {
  forwardFolds,
  randomFolds,
  foldRows,
  foldsFromFrame,
  stratifiedFolds,
  timeSplit,
  type Folds,
} from './split/folds.ts';
export { brier } from './metric/brier.ts';
export { calibrationCurve, calibrationError, type CalibrationBin } from './metric/calibration.ts';
export { psi, psiAgainst, psiBaseline, type PsiBaseline, type PsiBin, type PsiResult } from './metric/psi.ts';
export { scoreCurves, type CurvePoint } from './metric/curves.ts';
export { aucDifference, aucInterval, type Interval } from './metric/delong.ts';
export { aucBootstrap, bootstrapInterval, ksBootstrap, ksRatioBootstrap } from './metric/bootstrap.ts';
export { metricBootstrap, type WeightedMetric } from './metric/bootstrap.ts';
export { type BootstrapOptions, type WeightedStatistic } from './metric/bootstrap.ts';
export { checkEstimator, estimatorChecks, type CheckOptions } from './check/check-estimator.ts';
export { type EstimatorCheck } from './check/check.ts';
export { estimatorKinds, estimatorOf } from './learners.ts';
export { splitTarget, type LabelledData } from './split/split-target.ts';
export { trainInWorker } from './worker/train-in-worker.ts';
export { fitJob, jobFrame } from './worker/fit-job.ts';
export { type JobColumn, type JobData, type TrainJob } from './worker/protocol.ts';
export { modelReport, type FeatureHealth, type ModelReport, type ReportInput, type XyPoint } from './report.ts';
export { unknownCategories, type UnknownCategories } from './unknown-categories.ts';
export { survivalOutcomes, type SurvivalOutcomes } from './survival/outcomes.ts';
export { stepAt, type StepCurve } from './survival/step-curve.ts';
export { type RiskTable } from './survival/risk-table.ts';
export { censoringCurve, kaplanMeier, type SurvivalCurve } from './survival/kaplan-meier.ts';
export { nelsonAalen, type HazardCurve } from './survival/nelson-aalen.ts';
export { cox, type CoxEstimator, type CoxParameters } from './survival/cox.ts';
export { type CoxBody, type CoxModel } from './survival/cox-model.ts';
export { survivalForest, type SurvivalForestEstimator } from './survival/survival-forest.ts';
export { type SurvivalForestParameters } from './survival/survival-forest.ts';
export { type LeafHazards, type SurvivalForestModel } from './survival/survival-forest-model.ts';
export { concordance, concordanceBootstrap, concordanceIpcw } from './metric/concordance.ts';
export { type Concordance, type ConcordanceOptions, type IpcwOptions } from './metric/concordance.ts';
export { timeAuc, type HorizonOptions, type TimeAuc } from './metric/time-auc.ts';
export { integratedBrier, survivalBrier } from './metric/survival-brier.ts';
export { lift, liftBootstrap, type LiftOptions } from './metric/lift.ts';
export { averagePrecision, averagePrecisionBootstrap } from './metric/average-precision.ts';
export { ndcg, type NdcgOptions } from './metric/ndcg.ts';
export { hMeasure, type HMeasureOptions } from './metric/h-measure.ts';
export { characteristicStability, type CharacteristicStability } from './metric/csi.ts';
export { calibrator, loadCalibration, type Calibration, type Calibrator } from './calibrate/calibrator.ts';
export { type CalibrationDocument, type CalibrationKind } from './calibrate/calibrator.ts';
export { calibrationLine, type CalibrationLine } from './calibrate/calibration-line.ts';
export { cutOffTable, profitCurve, type CutOff, type ProfitCurve, type Stakes } from './calibrate/profit.ts';
export { type Comparison, type Groups } from './fairness/groups.ts';
export { selectionByGroup, type GroupSelection } from './fairness/selection.ts';
export { meanDifference, residualDifference, type GroupDifference } from './fairness/mean-difference.ts';
export { lessDiscriminatory, tradeOffs } from './fairness/alternatives.ts';
export { type Candidate, type CandidateTrade, type TradeInput } from './fairness/alternatives.ts';
export { type Applicants, type RefitRows } from './reject/applicants.ts';
export { fuzzyAugmentation } from './reject/fuzzy.ts';
export { parcelling } from './reject/parcelling.ts';
export { inversePropensity, type WeightedAccepted } from './reject/inverse-propensity.ts';
export { checkHmdaReasons, hmdaDenialReasons } from './reasons/hmda.ts';
export { type HmdaDenialCode, type HmdaReasons, type HmdaViolation } from './reasons/hmda.ts';
export { checkCatalogue, type ReasonCatalogue, type ReasonEntry } from './reasons/catalogue.ts';
export { hmdaReasons, pointsLost, reasonCodes } from './reasons/reason-codes.ts';
export { type Reason, type ReasonInput, type ReasonOptions } from './reasons/reason-codes.ts';
export { type Actionable, type ActionableCategory, type ActionableNumber } from './reasons/actionable.ts';
export { whatWouldChange, type Counterfactual, type CounterfactualOptions } from './reasons/what-would-change.ts';
export { type FeatureChange } from './reasons/what-would-change.ts';
export { type BinningData } from './binning/bin-values.ts';
export { binFeature, periodsOf, type BinFeatureOptions } from './binning/bin-feature.ts';
export { binIndexer, binIndexes, binNames, type Binning } from './binning/binning.ts';
export { binningTable, binWoe, type BinningRow, type BinningTable } from './binning/binning-table.ts';
export { optimalBinning } from './binning/optimal-binning.ts';
export { TRENDS, type BinningSettings, type Trend } from './binning/settings.ts';
export { binShift, woeTransform, type BinShift } from './binning/woe.ts';
export { type Card, type Characteristic, type PointsRow } from './scorecard/card.ts';
export { scorecard, type ScorecardEstimator } from './scorecard/scorecard.ts';
export { type ScorecardModel } from './scorecard/scorecard-model.ts';
export { type ScorecardInput, type ScorecardParameters, type Scaling } from './scorecard/settings.ts';
export { scorecardJavaScript } from './scorecard/export-javascript.ts';
export { scorecardJson } from './scorecard/export-json.ts';
export { scorecardPmml } from './scorecard/export-pmml.ts';
export { scorecardSql } from './scorecard/export-sql.ts';
export { importScorecardPmml, type PmmlOptions } from './scorecard/import-pmml.ts';
export { coefficientTable, type CoefficientRow } from './linear/coefficient-table.ts';
export { svm, type SvmParameters } from './margin/svm.ts';
export { ffm, fm, ftrl } from './factorisation/fit-factors.ts';
export { type FfmParameters, type FmParameters, type FtrlParameters } from './factorisation/settings.ts';
export { gbdtFm, type GbdtFmParameters } from './factorisation/gbdt-fm.ts';
export { loadOnlineFtrl, onlineFtrl, type OnlineFtrl } from './factorisation/online-ftrl.ts';
export { type OnlineFtrlSettings, type SavedOnlineFtrl } from './factorisation/online-ftrl.ts';
export { knn, type KnnParameters } from './neighbours/knn.ts';
export { nn, type NnParameters } from './network/nn.ts';
export { fitKMeans, loadKMeans, type KMeans, type KMeansSettings, type SavedKMeans } from './cluster/k-means.ts';
export { type UnsupervisedFitOptions } from './cluster/k-means.ts';
export { fitIsolationForest, loadIsolationForest, type IsolationForest } from './cluster/isolation-forest.ts';
export { type IsolationSettings, type SavedIsolationForest } from './cluster/isolation-forest.ts';
export { fitTfIdf, loadTfIdf, type SavedTfIdf, type TfIdf, type TfIdfParameters } from './text/tf-idf.ts';
export { type SparseMatrix } from './margin/sparse-matrix.ts';
export { fitTextSvm, type TextFitOptions, type TextSvmParameters } from './text/text-svm.ts';
export { fitFastText, type FastTextParameters } from './text/fast-text.ts';
export { loadTextModel } from './text/load-text-model.ts';
export { type TextClassifier, type TextDocument } from './text/text-classifier.ts';
export { auto, autoFit, type AutoOptions, type AutoParameters, type AutoResult } from './auto/auto.ts';
export { forest, type ForestParameters } from './auto/forest.ts';
export { type BlendMember, type BlendModel } from './auto/blend-model.ts';
export { type RaceLine, type RaceRecord } from './auto/record.ts';
export { type RaceTime } from './auto/race.ts';
export { autoSurvival, type SurvivalAutoOptions, type SurvivalAutoResult } from './auto/survival-race.ts';
export { type SurvivalLine, type SurvivalRaceRecord } from './auto/survival-record.ts';
export { survivalCard, type SurvivalCardInput } from './auto/survival-card.ts';
export { type FairSearch } from './auto/fair-search.ts';
export { type Rejects } from './auto/reject-inference.ts';
export { compareRejectInference, type RejectComparison, type RejectLine } from './reject/compare.ts';
export { REJECT_METHODS, type RejectMethod } from './reject/fit-with-rejects.ts';
export { type SwapSet } from './reject/swap-set.ts';
export { proposedCut, USUAL_STAKES, type ProposedCut } from './calibrate/proposed-cut.ts';
export { profileData, type ColumnProfile, type DataProfile } from './auto/profile.ts';
export { modelCard, type CardInput } from './auto/card.ts';
export { reportData, reportHtml, type Report } from './report/html.ts';
export { type BinaryReport, type ReportRows } from './report/report-data.ts';
export {
  hasCurves,
  survivalReport,
  type CurveGroup,
  type SurvivalReport,
  type SurvivalRows,
} from './report/survival-report.ts';
export { importLightgbm, type LightgbmOptions } from './exchange/import-lightgbm.ts';
export { importXgboost } from './exchange/import-xgboost.ts';
export { importOnnx } from './exchange/import-onnx.ts';
export { onnxNetwork, type OnnxNetwork, type OnnxRuntime, type OnnxScores } from './exchange/onnx-network.ts';
export { type ImportedModel, type ImportOptions } from './exchange/imported-model.ts';
export { lightgbmText } from './exchange/export-lightgbm.ts';
export { xgboostJson } from './exchange/export-xgboost.ts';
