import { log, z } from '#base';
import { binningSchema } from '../binning/binning.ts';
import type { ScorecardParameters } from './settings.ts';

/** The body of a scorecard as plain JSON. */
export const cardSchema = z.object({
  /** Score = offset - factor x margin, with the margin in log-odds of the event. */
  factor: z.number(),
  offset: z.number(),
  /** Points of everybody. */
  basePoints: z.number(),
  /** Margin before any characteristic. */
  intercept: z.number(),
  interceptError: z.number().nullable(),
  isWhole: z.boolean(),
  /** One per feature of the model, in order. */
  characteristics: z.array(
    z.object({
      binning: binningSchema,
      /** Of the weight of evidence; null in an imported card. */
      coefficient: z.number().nullable(),
      standardError: z.number().nullable(),
      iv: z.number(),
      /** By bin (ordinary, special, missing): what is added to the margin. */
      logOdds: z.array(z.number()),
      points: z.array(z.number()),
    }),
  ),
});

/** A scorecard: points and log-odds of every bin of every characteristic. */
export type Card = z.infer<typeof cardSchema>;

/** One characteristic of a card. */
export type Characteristic = Card['characteristics'][number];

/** A fitted characteristic before it has points. */
export type FittedCharacteristic = Omit<Characteristic, 'points'>;

/** Gives points to fitted log-odds. */
export function cardOf(
  fitted: { intercept: number; interceptError: number; characteristics: readonly FittedCharacteristic[] },
  settings: Pick<ScorecardParameters, 'scaling' | 'intercept' | 'isWhole'>,
): Card {
  const { intercept, characteristics } = fitted;
  const { factor, offset } = scale(fitted, settings.scaling);
  const start = offset - factor * intercept;
  const isSpread = settings.intercept === 'spread';
  const share = isSpread ? start / characteristics.length : 0;
  const round = (points: number): number => (settings.isWhole ? Math.round(points) : points) + 0;
  const basePoints = isSpread ? 0 : round(start);
  const pointed = characteristics.map((characteristic): Characteristic => {
    const points = characteristic.logOdds.map((logOdds) => round(share - factor * logOdds));
    const exact = characteristic.logOdds;
    // A rounded card is judged, and explained, as it is printed.
    const logOdds = settings.isWhole ? points.map((value) => (share - value) / factor) : exact;
    return { ...characteristic, logOdds, points };
  });
  const rounded = (offset - basePoints - share * characteristics.length) / factor;
  return {
    factor,
    offset,
    basePoints,
    intercept: settings.isWhole ? rounded : intercept,
    interceptError: fitted.interceptError,
    isWhole: settings.isWhole,
    characteristics: pointed,
  };
}

function scale(
  { intercept, characteristics }: { intercept: number; characteristics: readonly FittedCharacteristic[] },
  scaling: ScorecardParameters['scaling'],
): { factor: number; offset: number } {
  if (scaling.kind === 'pdo') {
    const factor = scaling.pdo / log(2);
    return { factor, offset: scaling.baseScore - factor * log(scaling.baseOdds) };
  }
  const least = characteristics.reduce((sum, { logOdds }) => sum + Math.min(...logOdds), intercept);
  const most = characteristics.reduce((sum, { logOdds }) => sum + Math.max(...logOdds), intercept);
  const factor = most > least ? (scaling.max - scaling.min) / (most - least) : 1;
  return { factor, offset: scaling.max + factor * least };
}

/** One line of a points table. */
export interface PointsRow {
  readonly feature: string;
  readonly bin: string;
  readonly points: number;
}
