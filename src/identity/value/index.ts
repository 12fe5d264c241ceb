export { addWeight, weightAt, type DecayedWeight } from './activity/decayed-weight.ts';
export {
  LIFE_CYCLE_LIMITS,
  lifeCycleTag,
  lifeCycleTags,
  type LifeCycleEvent,
  type LifeCycleLimits,
  type LifeCycleTag,
} from './activity/life-cycle.ts';
export { rfmGrades, type RfmGrades, type RfmInput } from './activity/rfm-grades.ts';
export { bgBb, fitBgBb, type BgBbParameters, type OccasionModel } from './models/bg-bb.ts';
export { bgNbd, bgNbdChanceOf, fitBgNbd, type BgNbdParameters } from './models/bg-nbd.ts';
export { fitGammaGamma, gammaGamma, type GammaGammaParameters, type SpendModel } from './models/gamma-gamma.ts';
export { fitModifiedBgNbd, modifiedBgNbd } from './models/modified-bg-nbd.ts';
export { fitParetoNbd, paretoNbd, type ParetoNbdParameters } from './models/pareto-nbd.ts';
export type { FitModel, PurchaseModel } from './models/purchase-model.ts';
export type { Purchases, PurchaseSummary } from './purchase-summary.ts';
export {
  summarisePurchases,
  type PurchaseLog,
  type SummarisedPurchases,
  type SummaryOptions,
} from './summarise-purchases.ts';
