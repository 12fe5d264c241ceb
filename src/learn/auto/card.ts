import type { Model } from '../estimator.ts';
import type { RejectComparison } from '../reject/compare.ts';
import type { FairSearch } from './fair-search.ts';
import type { DataProfile } from './profile.ts';
import type { RaceRecord } from './record.ts';

/** What a model card is written from. */
export interface CardInput {
  readonly model: Model;
  readonly target: string;
  readonly event: string;
  readonly race: RaceRecord;
  readonly profile: DataProfile;
  /** Measures on rows that the model has not seen, and which rows these are. */
  readonly judged: Readonly<Record<string, number>>;
  readonly judgedOn: string;
  readonly fairness?: readonly FairSearch[];
  readonly rejects?: RejectComparison | null;
}

/** A model card (Mitchell et al. 2019) in Markdown: what it is, what it learnt from, how it did, where it ends. */
export function modelCard(input: CardInput): string {
  const { model, target, event, race, profile, judged } = input;
  const { training } = model.save();
  const members = race.members.map(({ name, weight }) => `${name} (${weight.toFixed(2)})`).join(', ');
  return `${[
    '# Model card 模型卡',
    '## What it is 概述',
    `- Predicts the probability that \`${target}\` is "${event}".`,
    `- Kind: ${model.kind}; winner of the race: ${race.winner} (${members}).`,
    `- ${model.features.length} features; seed ${training.seed}; fingerprint of the training data ${training.fingerprint.slice(0, 16)}.`,
    '## Training data 训练数据',
    `- ${profile.rows} rows, ${profile.events} events (${((100 * profile.events) / profile.rows).toFixed(2)} %), ${profile.columns.length} columns with information.`,
    `- ${profile.duplicates} repeated rows; left out: ${profile.ignored.map(({ name, reason }) => `${name} (${reason})`).join(', ') || 'nothing'}.`,
    '## Quality 效果',
    `- Judged on ${input.judgedOn}.`,
    ...Object.entries(judged).map(([name, value]) => `- ${name}: ${value.toFixed(4)}`),
    `- Inner folds: ${race.folds.count} ${race.folds.kind}, ${race.folds.repeats} times; AUC ${race.auc.toFixed(4)}; calibration: ${race.calibration.kind}.`,
    '## Warnings 警告',
    ...listOr([...profile.warnings, ...race.adjustments], 'none'),
    '## Limits 局限',
    `- It has seen only cases like those of its training data: declined applicants have no outcome there (${rejectsOf(input)}).`,
    '- It ranks and estimates; it knows no causes. A change of a feature need not change the outcome.',
    `- Values of a feature outside the ranges of the report, and unknown categories (taken as missing), are guesses.`,
    ...(race.folds.kind === 'forward'
      ? []
      : ['- It was judged by random folds: performance in later months may be worse.']),
    '- The inner folds chose among candidates: their figures are slightly optimistic for the winner.',
    ...fairnessOf(input),
    '- Watch the PSI of score and features, calibration and AUC as labels mature, and retrain when they move.',
  ].join('\n')}\n`;
}

function rejectsOf({ rejects }: CardInput): string {
  if (rejects === undefined || rejects === null) return 'reject inference is not part of it';
  const { used, rejected } = rejects;
  if (used === null) return `${rejected} of them were compared, none was learnt from`;
  return `${rejected} of them were taken in by ${used.method}, which rests on assumptions that no data confirm`;
}

function fairnessOf({ fairness = [] }: CardInput): string[] {
  if (fairness.length === 0) {
    return ['- Fairness was not looked at: name protected columns with `--protected`.'];
  }
  return fairness.map(({ column, baseline, alternative }) => {
    const ratio = baseline.adverseImpactRatio.toFixed(3);
    const other =
      alternative === null
        ? 'no less discriminatory alternative was found'
        : `less discriminatory: ${alternative.name} (${alternative.adverseImpactRatio.toFixed(3)}, AUC ${alternative.auc.toFixed(4)} for ${baseline.auc.toFixed(4)})`;
    return `- Fairness by ${column}: lowest adverse impact ratio ${ratio}; ${other}.`;
  });
}

function listOr(lines: readonly string[], otherwise: string): string[] {
  return lines.length === 0 ? [`- ${otherwise}`] : lines.map((line) => `- ${line}`);
}
