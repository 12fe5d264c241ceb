import type { Frame } from '#table';
import type { Model } from '../estimator.ts';
import type { SurvivalModel } from '../gbst/gbst-model.ts';

/** A model that gives the chance to survive each time: times x rows. */
export interface SurvivalFunctions extends Model {
  survival(frame: Frame, times: Float64Array): Float64Array;
}

/** Whether a survival model gives curves without windows of its own. */
export function hasSurvival(model: Model): model is SurvivalFunctions {
  return 'survival' in model;
}

/**
 * Any survival model as one of windows: PD at the end of each, and the hazard within it. What has windows of its own stays
 * as it is.
 */
export function windowed(model: Model, edges: Float64Array): SurvivalModel {
  if (!hasSurvival(model)) return model as SurvivalModel;
  const ends = edges.slice(1);
  const curves = (frame: Frame): Float64Array => model.survival(frame, ends).map((alive) => 1 - alive);
  return withCurves(model, edges, curves);
}

/** A model of windows with given curves (PD of the first cause: windows x rows) in place of its own. */
export function withCurves(model: Model, edges: Float64Array, curves: (frame: Frame) => Float64Array): SurvivalModel {
  return {
    ...model,
    edges,
    causes: 1,
    trees: 0,
    outputs: edges.length - 1,
    predict: curves,
    hazards: (frame) => hazardsOf(curves(frame), frame.rows),
  };
}

/** The chance of the event within a window for those who reach it. */
function hazardsOf(curves: Float64Array, rows: number): Float64Array {
  return curves.map((gone, i) => {
    const before = i < rows ? 0 : (curves[i - rows] as number);
    return before < 1 ? Math.min(1, Math.max(0, (gone - before) / (1 - before))) : 0;
  });
}
