import { log, TallyError } from '#base';
import type { Binning } from '../binning/binning.ts';
import type { Feature } from '../feature.ts';
import type { Card, Characteristic } from './card.ts';
import { readPredicate, unsupported, type Predicate } from './pmml-predicate.ts';
import { scorecardModel, type ScorecardModel } from './scorecard-model.ts';
import type { Scaling } from './settings.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** What a PMML document cannot say. */
export interface PmmlOptions {
  /** How points become probabilities, for cards that were not exported from here. */
  readonly scaling?: Extract<Scaling, { kind: 'pdo' }>;
}

/**
 * Reads a PMML scorecard: every characteristic on one field, with simple, set or compound predicates. Values without an
 * attribute are refused, but missing ones then score the least points of their characteristic.
 *
 * @throws TallyError `LEARN_PMML_INVALID`, `LEARN_PMML_UNSUPPORTED`, `LEARN_PMML_SCALING`.
 */
export function importScorecardPmml(text: string, options: PmmlOptions = {}): ScorecardModel {
  const root = parseXml(text);
  const element = child(root, 'Scorecard');
  if (element === undefined) {
    throw new TallyError('LEARN_PMML_INVALID', `the document <${root.name}> holds no Scorecard`, {
      hint: 'this reads PMML scorecards; trees have readers of their own',
    });
  }
  const { factor, offset } = scalingOf(element, options);
  const texts = textFields(root);
  const parts = (child(element, 'Characteristics')?.children ?? [])
    .filter(({ name }) => name === 'Characteristic')
    .map((part) => readCharacteristic(part, { texts, factor }));
  if (parts.length === 0) throw unsupported('no characteristics');
  const names = parts.map(({ binning }) => binning.feature);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw unsupported(`the field "${twice}" in two characteristics`);
  const basePoints = Number(element.attributes['initialScore'] ?? 0);
  const intercept = (offset - basePoints) / factor;
  const card: Card = {
    ...{ factor, offset, basePoints, intercept, interceptError: null, isWhole: false },
    characteristics: parts,
  };
  const training = { rows: 1, fingerprint: 'imported', targetMean: 0.5, seed: 0, parameters: { imported: 'pmml' } };
  return scorecardModel({ features: parts.map(featureOf), ignored: [], training, card });
}

function child({ children }: XmlElement, name: string): XmlElement | undefined {
  return children.find((element) => element.name === name);
}

function scalingOf(element: XmlElement, { scaling }: PmmlOptions): { factor: number; offset: number } {
  if (scaling !== undefined) {
    const factor = scaling.pdo / log(2);
    return { factor, offset: scaling.baseScore - factor * log(scaling.baseOdds) };
  }
  const own = element.children.filter(({ attributes }) => attributes['extender'] === 'tallystick');
  const value = (name: string): number =>
    Number(own.find(({ attributes }) => attributes['name'] === name)?.attributes['value'] ?? NaN);
  const [factor, offset] = [value('factor'), value('offset')];
  if (factor > 0 && Number.isFinite(offset)) return { factor, offset };
  throw new TallyError('LEARN_PMML_SCALING', 'the scorecard does not say how points become probabilities', {
    hint: 'give base score, base odds and points to double the odds',
  });
}

function textFields(root: XmlElement): ReadonlySet<string> {
  const fields = child(root, 'DataDictionary')?.children ?? [];
  const isText = ({ attributes }: XmlElement): boolean =>
    attributes['dataType'] === 'string' || attributes['optype'] === 'categorical';
  return new Set(fields.filter(isText).map(({ attributes }) => attributes['name'] ?? ''));
}

function featureOf({ binning }: Characteristic): Feature {
  const { feature: name, categories } = binning;
  return binning.kind === 'number' ? { name, kind: 'number' } : { name, kind: 'category', categories };
}

interface PmmlAttribute {
  readonly predicate: Predicate;
  readonly points: number;
}

function readCharacteristic(
  element: XmlElement,
  { texts, factor }: { texts: ReadonlySet<string>; factor: number },
): Characteristic {
  const attributes = element.children.filter(({ name }) => name === 'Attribute').map(readAttribute);
  const fields = [...new Set(attributes.flatMap(({ predicate }) => [...predicate.fields]))];
  const name = element.attributes['name'] ?? '';
  const [feature] = fields;
  if (feature === undefined || fields.length > 1) throw unsupported(`${fields.length} fields in "${name}"`);
  const pointsAt = (value: number | string | null): number | undefined =>
    attributes.find(({ predicate }) => predicate.test(value) === true)?.points;
  const needed = (value: number | string): number => {
    const points = pointsAt(value);
    if (points === undefined) throw unsupported(`no attribute of "${name}" for ${value}`);
    return points;
  };
  const isText = texts.has(feature);
  const bins = isText ? categoryBins(attributes, needed) : numberBins(attributes, needed);
  const missing = pointsAt(null) ?? Math.min(...bins.points);
  const points = [...bins.points, missing];
  const none = points.map(() => 0);
  const binning: Binning = {
    ...{ feature, kind: isText ? 'category' : 'number', hasOthers: false, trend: 'none', isSeparated: false },
    ...{ splits: [], groups: [], categories: [], special: [], ...bins.shape, events: none, others: none },
  };
  const logOdds = points.map((value) => -value / factor);
  return { binning, coefficient: null, standardError: null, iv: 0, logOdds, points };
}

function readAttribute(element: XmlElement): PmmlAttribute {
  const points = Number(element.attributes['partialScore'] ?? NaN);
  if (Number.isNaN(points)) throw unsupported('a computed score');
  const inside = element.children.find(({ name }) => name !== 'Extension');
  if (inside === undefined) throw unsupported('an attribute without a predicate');
  return { predicate: readPredicate(inside), points };
}

interface ReadBins {
  readonly shape: Partial<Binning>;
  readonly points: readonly number[];
}

/** One bin per score among the categories that the predicates name. */
function categoryBins(attributes: readonly PmmlAttribute[], pointsAt: (value: string) => number): ReadBins {
  const categories = [...new Set(attributes.flatMap(({ predicate }) => predicate.values))].sort();
  const byPoints = new Map<number, number[]>();
  categories.forEach((category, code) => {
    const points = pointsAt(category);
    byPoints.set(points, [...(byPoints.get(points) ?? []), code]);
  });
  return { shape: { categories, groups: [...byPoints.values()] }, points: [...byPoints.keys()] };
}

/** Bins between all bounds, those of equal neighbours joined, and a special bin for each value of an equality. */
function numberBins(attributes: readonly PmmlAttribute[], pointsAt: (value: number) => number): ReadBins {
  const cuts = [...new Set(attributes.flatMap(({ predicate }) => predicate.cuts))].sort((a, b) => a - b);
  const codes = [...new Set(attributes.flatMap(({ predicate }) => predicate.values.map(Number)))];
  const inside = (cell: number): number => {
    const [from, to] = [cuts[cell - 1], cuts[cell]];
    let value = from ?? (to === undefined ? 0 : to - Math.abs(to) - 1);
    // A code stands aside: another value must speak for the rest of its interval.
    while (codes.includes(value)) value += Math.max(Math.abs(value), 1) * 2 ** -40;
    return to !== undefined && value >= to ? (from ?? value) : value;
  };
  const splits: number[] = [];
  const points: number[] = [];
  for (let cell = 0; cell <= cuts.length; cell++) {
    const score = pointsAt(inside(cell));
    if (score === points.at(-1)) continue;
    if (cell > 0) splits.push(cuts[cell - 1] as number);
    points.push(score);
  }
  return { shape: { splits, special: codes.map((code) => [code]) }, points: [...points, ...codes.map(pointsAt)] };
}
