import type { Model } from '../estimator.ts';
import type { DataProfile } from './profile.ts';
import type { SurvivalRaceRecord } from './survival-record.ts';

/** What a card of a survival model is written from. */
export interface SurvivalCardInput {
  readonly model: Model;
  readonly time: string;
  readonly event: string;
  readonly race: SurvivalRaceRecord;
  readonly profile: DataProfile;
  /** Measures on rows that the model has not seen, and which rows these are. */
  readonly judged: Readonly<Record<string, number>>;
  readonly judgedOn: string;
}

/** A model card (Mitchell et al. 2019) of a survival model in Markdown. */
export function survivalCard({ model, time, event, race, profile, judged, judgedOn }: SurvivalCardInput): string {
  const { training } = model.save();
  const { folds, windows, windowLength } = race;
  return `${[
    '# Model card 模型卡',
    '## What it is 概述',
    `- Predicts when \`${event}\` happens, by \`${time}\`; kind: ${model.kind}, winner of the race: ${race.winner}.`,
    `- ${windows} windows of ${Number(windowLength.toPrecision(4))}; ${race.causes === 1 ? 'one cause' : `${race.causes} competing causes`}.`,
    `- ${model.features.length} features; seed ${training.seed}; fingerprint of the training data ${training.fingerprint.slice(0, 16)}.`,
    '## Training data 训练数据',
    `- ${race.rows} rows, ${race.events} events; the others are censored.`,
    `- Left out: ${profile.ignored.map(({ name, reason }) => `${name} (${reason})`).join(', ') || 'nothing'}.`,
    '## Quality 效果',
    `- Judged on ${judgedOn}.`,
    ...Object.entries(judged).map(([name, value]) => `- ${name}: ${value.toFixed(4)}`),
    `- Inner folds: ${folds.count} ${folds.kind}; C ${race.cIndex.toFixed(4)}, log-loss of windows ${race.nll.toFixed(4)}, Brier ${race.brier.toFixed(4)}.`,
    '## Warnings 警告',
    ...(profile.warnings.length === 0 ? ['- none'] : profile.warnings.map((text) => `- ${text}`)),
    '## Limits 局限',
    '- Censoring is taken as independent of the event, given the features.',
    `- Nothing is known beyond ${Number((windows * windowLength).toPrecision(4))}: curves must not be drawn out.`,
    ...(folds.kind === 'forward' ? [] : ['- It was judged by random folds: performance in later months may be worse.']),
    '- The inner folds chose among candidates: their figures are slightly optimistic for the winner.',
    '- Watch calibration and C as outcomes mature, and retrain when they move.',
  ].join('\n')}\n`;
}
