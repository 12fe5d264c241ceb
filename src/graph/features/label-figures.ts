import { take } from './amounts.ts';
import type { Feature, FeatureContext } from './feature-set.ts';
import { seenLabels, type NodeLabels, type SeenLabels } from './seen-labels.ts';

/** Neighbours that a share starts with, at the mean of all labels. */
const PRIOR = 1;

/**
 * What is known of the outcomes around every row: of one hop by side and of two hops, how many neighbours have a label, how many of
 * them a bad one, and their share (drawn towards the mean of all by one neighbour). The node's own label never enters: neither
 * over two hops, nor into the mean. Edges to oneself are no edges here.
 */
export function labelFigures(context: FeatureContext, labels: NodeLabels): Feature[] {
  const { events, rows } = context;
  const seen = seenLabels(labels);
  const directed =
    events.sides.length === 2 ? events.sides.map((side) => ({ name: `${side.prefix}label`, sides: [side] })) : [];
  const near = [...directed, { name: 'near_label', sides: events.sides }];
  const means = Float64Array.from({ length: events.nodes }, (_, v) => seen.meanFor(v));
  const features: Feature[] = [];
  for (const { name, sides } of near) {
    const [known, bad] = [new Float64Array(events.nodes), new Float64Array(events.nodes)];
    for (let v = 0; v < events.nodes; v++) {
      [known[v], bad[v]] = countsOver(sides, v, (w) => seen.of(v, w));
    }
    features.push(...sharesOf({ name, known, bad, means, rows }));
  }
  const [known, bad] = [new Float64Array(events.nodes), new Float64Array(events.nodes)];
  for (const v of rows) [known[v], bad[v]] = overTwoHops(context, v, seen);
  return [...features, ...sharesOf({ name: 'hop2_label', known, bad, means, rows })];
}

function countsOver(
  sides: FeatureContext['events']['sides'],
  v: number,
  of: (w: number) => number,
): [known: number, bad: number] {
  let [known, bad] = [0, 0];
  for (const { starts, partners } of sides) {
    for (let i = starts[v] as number; i < (starts[v + 1] as number); i++) {
      const label = of(partners[i] as number);
      if (Number.isNaN(label)) continue;
      known++;
      bad += label;
    }
  }
  return [known, bad];
}

/** Of a hub the newest so many edges are followed. */
const HUB = 100;

function overTwoHops({ events }: FeatureContext, v: number, seen: SeenLabels): [known: number, bad: number] {
  let [known, bad] = [0, 0];
  for (const { starts, partners } of events.sides) {
    const to = Math.min(starts[v + 1] as number, (starts[v] as number) + HUB);
    for (let i = starts[v] as number; i < to; i++) {
      const [k, b] = countsNewest(events.sides, partners[i] as number, (w) => seen.of(v, w));
      [known, bad] = [known + k, bad + b];
    }
  }
  return [known, bad];
}

function countsNewest(
  sides: FeatureContext['events']['sides'],
  v: number,
  of: (w: number) => number,
): [known: number, bad: number] {
  let [known, bad] = [0, 0];
  for (const { starts, partners } of sides) {
    const to = Math.min(starts[v + 1] as number, (starts[v] as number) + HUB);
    for (let i = starts[v] as number; i < to; i++) {
      const label = of(partners[i] as number);
      if (Number.isNaN(label)) continue;
      known++;
      bad += label;
    }
  }
  return [known, bad];
}

function sharesOf({
  name,
  known,
  bad,
  means,
  rows,
}: {
  readonly name: string;
  readonly known: Float64Array;
  readonly bad: Float64Array;
  readonly means: Float64Array;
  readonly rows: Uint32Array;
}): Feature[] {
  const share = Float64Array.from(
    rows,
    (v) => ((bad[v] as number) + PRIOR * (means[v] as number)) / ((known[v] as number) + PRIOR),
  );
  return [
    [`${name}_known`, take(known, rows)],
    [`${name}_bad`, take(bad, rows)],
    [`${name}_share`, share],
  ];
}
