import type { Model } from '#learn';
import { graphFactors } from '../factors/graph-factor.ts';
import type { EvidenceWords } from '../patterns/evidence-words.ts';
import type { PatternEvidence } from '../patterns/pattern.ts';

/** What a learned model finds is told under this name, beside the patterns of the detectors. */
export const learnedPattern = { pattern: 'learned', en: 'Resembles confirmed frauds', zh: '与已核实欺诈相似' } as const;

/** Reasons of a finding at most. */
const MOST_REASONS = 6;
/** Nats below which a factor is no reason. */
const LEAST_WEIGHT = 0.05;

/** What raised a row's score most, by exact Shapley values of the trees; `count` is the factor's value. */
export function learnedEvidence(model: Model, row: Float64Array, at: number): PatternEvidence[] {
  const weights = new Float64Array(model.features.length);
  model.explainRow(row, weights);
  return model.features
    .map(({ name }, f) => ({
      what: name,
      weight: weights[f] as number,
      count: row[f] as number,
      with: [],
      first: at,
      last: at,
    }))
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .sort((a, b) => b.weight - a.weight || (a.what < b.what ? -1 : 1))
    .slice(0, MOST_REASONS);
}

let words: ReadonlyMap<string, EvidenceWords> | undefined;

/** The words of a graph factor; undefined for what is none. */
export function graphFactorWords(name: string): EvidenceWords | undefined {
  words ??= new Map(graphFactors().map(({ definition }) => [definition.name, definition.description]));
  return words.get(name);
}

/** A learned reason in words: the factor and its value; undefined for the reason of a detector. */
export function learnedWords({ what, count }: Pick<PatternEvidence, 'what' | 'count'>): EvidenceWords | undefined {
  const factor = graphFactorWords(what);
  if (factor === undefined) return undefined;
  const isKnown = typeof count === 'number' && !Number.isNaN(count);
  const value = isKnown ? String(Math.round(count * 1000) / 1000) : undefined;
  return { en: `${factor.en}: ${value ?? 'unknown'}`, zh: `${factor.zh}：${value ?? '未知'}` };
}
