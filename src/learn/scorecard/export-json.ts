import { attributesOf } from './attribute.ts';
import type { ScorecardModel } from './scorecard-model.ts';

/** The card as a table for other programs: `score = basePoints + points`, `probability = 1 / (1 + exp((score - offset) / factor))`. */
export function scorecardJson({ card }: ScorecardModel): string {
  const characteristics = card.characteristics.map((characteristic) => ({
    feature: characteristic.binning.feature,
    kind: characteristic.binning.kind,
    iv: characteristic.iv,
    coefficient: characteristic.coefficient,
    attributes: attributesOf(characteristic).map(({ condition, ...rest }) => ({ ...condition, ...rest })),
  }));
  const { factor, offset, basePoints } = card;
  const plain = { format: 'tallystick.scorecard', version: 1, factor, offset, basePoints, characteristics };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}
