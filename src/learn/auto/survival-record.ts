import type { SurvivalTarget } from '../target.ts';
import { mean } from './contest.ts';
import type { SurvivalEntry } from './survival-contest.ts';

/** One line of the table of a survival race; means over inner folds, null when the candidate did not get that far. */
export interface SurvivalLine {
  readonly name: string;
  readonly family: string;
  readonly cIndex: number | null;
  /** Uno's C; null where censoring does not allow it. */
  readonly cIpcw: number | null;
  readonly brier: number | null;
  readonly nll: number | null;
  readonly nllDeviation: number | null;
  readonly trees: number | null;
  readonly note: string;
}

/** What a survival race was and how it ended, as plain JSON. */
export interface SurvivalRaceRecord {
  readonly rows: number;
  readonly events: number;
  readonly causes: number;
  readonly windows: number;
  readonly windowLength: number;
  readonly folds: { readonly kind: 'stratified' | 'forward'; readonly count: number };
  readonly candidates: readonly SurvivalLine[];
  readonly winner: string;
  readonly cIndex: number;
  readonly brier: number;
  readonly nll: number;
}

/** A candidate that did not reach the end, and why. */
export interface SurvivalDropout {
  readonly name: string;
  readonly family: string;
  readonly message: string;
}

/** The record of a race. */
export function survivalRecord(race: {
  readonly entries: readonly SurvivalEntry[];
  readonly winner: SurvivalEntry;
  readonly dropouts: readonly SurvivalDropout[];
  readonly target: SurvivalTarget;
  readonly edges: Float64Array;
  readonly causes: number;
  readonly folds: SurvivalRaceRecord['folds'];
}): SurvivalRaceRecord {
  const lines = race.entries.map(lineOf).sort((a, b) => (a.nll ?? 0) - (b.nll ?? 0));
  const own = lineOf(race.winner);
  const none = { cIndex: null, cIpcw: null, brier: null, nll: null, nllDeviation: null, trees: null };
  return {
    rows: race.target.time.length,
    events: race.target.cause.reduce((sum, cause) => sum + (cause > 0 ? 1 : 0), 0),
    causes: race.causes,
    windows: race.edges.length - 1,
    windowLength: race.edges[1] as number,
    folds: race.folds,
    candidates: [...lines, ...race.dropouts.map(({ message: note, ...rest }) => ({ ...rest, ...none, note }))],
    winner: own.name,
    cIndex: own.cIndex as number,
    brier: own.brier as number,
    nll: own.nll as number,
  };
}

function lineOf({ candidate, splits, trees }: SurvivalEntry): SurvivalLine {
  const losses = splits.map(({ nll }) => nll);
  const centre = mean(losses);
  const squares = losses.reduce((sum, loss) => sum + (loss - centre) ** 2, 0);
  const uno = splits.flatMap(({ cIpcw }) => (cIpcw === undefined ? [] : [cIpcw]));
  return {
    name: candidate.name,
    family: candidate.family,
    cIndex: mean(splits.map(({ cIndex }) => cIndex)),
    cIpcw: uno.length === splits.length ? mean(uno) : null,
    brier: mean(splits.map(({ brier }) => brier)),
    nll: centre,
    nllDeviation: Math.sqrt(squares / Math.max(1, losses.length - 1)),
    trees: trees ?? null,
    note: '',
  };
}
