import { attributesOf } from './attribute.ts';
import type { ScorecardModel } from './scorecard-model.ts';

/** What the exported function does with a row; it is written out as it stands here. */
const BODY = `  const matches = (value, condition) => {
    switch (condition.kind) {
      case 'missing': return value === null;
      case 'codes': return value !== null && condition.codes.includes(value);
      case 'categories': return condition.names.includes(value);
      default: return value !== null
        && (condition.from === undefined || value >= condition.from)
        && (condition.to === undefined || value < condition.to);
    }
  };
  const read = (raw, isText) => {
    if (raw === undefined || raw === null) return null;
    if (isText) return String(raw);
    const number = Number(raw);
    return Number.isNaN(number) ? null : number;
  };
  const { exp } = Math;
  return (row) => {
    const points = {};
    let score = card.basePoints;
    for (const { feature, isText, attributes } of card.characteristics) {
      const value = read(row[feature], isText);
      const found = attributes.find(({ condition }) => matches(value, condition)) || attributes[attributes.length - 1];
      points[feature] = found.points;
      score += found.points;
    }
    const probability = 1 / (1 + exp((score - card.offset) / card.factor));
    return { score, probability, points };
  };`;

/**
 * The card as plain JavaScript without imports: `scorecard(row)` takes an object by feature name and gives
 * `{ score, probability, points }`. Runs in a browser, and as a CommonJS module.
 */
export function scorecardJavaScript({ card }: ScorecardModel): string {
  const plain = {
    factor: card.factor,
    offset: card.offset,
    basePoints: card.basePoints,
    characteristics: card.characteristics.map((characteristic) => ({
      feature: characteristic.binning.feature,
      isText: characteristic.binning.kind === 'category',
      attributes: attributesOf(characteristic).map(({ condition, points }) => ({ condition, points })),
    })),
  };
  const data = JSON.stringify(plain, undefined, 2).replaceAll('\n', '\n  ');
  return [
    'const scorecard = (() => {',
    `  const card = ${data};`,
    BODY,
    '})();',
    "if (typeof module !== 'undefined') module.exports = { scorecard };",
    '',
  ].join('\n');
}
