import type { EdgeSide } from './edge-sides.ts';
import type { Feature, FeatureContext } from './feature-set.ts';
import { seenLabel, type NodeLabels } from './seen-labels.ts';

/** Of a hub the newest so many edges are followed on the way over two hops. */
const HUB = 100;

/**
 * What is known of the outcomes around every row: of one hop by side and of two hops, how many neighbours have a label, how many of
 * them a bad one, and their share. The node's own label never enters, not over two hops either. The share is not drawn towards the
 * mean of all: a mean without the own label would tell that label.
 */
export function labelFigures({ events, rows }: FeatureContext, labels: NodeLabels): Feature[] {
  const { sides } = events;
  const directed = sides.length === 2 ? sides.map((side) => ({ name: `${side.prefix}label`, from: [side] })) : [];
  const near = [...directed, { name: 'near_label', from: sides }];
  return [
    ...near.flatMap(({ name, from }) =>
      countsOf(name, rows, (v, add) =>
        visitPartners({ sides: from, v, limit: Infinity }, (w) => add(seenLabel(labels, v, w))),
      ),
    ),
    ...countsOf('hop2_label', rows, (v, add) =>
      visitPartners({ sides, v, limit: HUB }, (middle) =>
        visitPartners({ sides, v: middle, limit: HUB }, (w) => add(seenLabel(labels, v, w))),
      ),
    ),
  ];
}

function countsOf(
  name: string,
  rows: Uint32Array,
  visit: (v: number, add: (label: number) => void) => void,
): readonly Feature[] {
  const [known, bad] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  rows.forEach((v, row) => {
    visit(v, (label) => {
      if (Number.isNaN(label)) return;
      known[row] = (known[row] as number) + 1;
      bad[row] = (bad[row] as number) + label;
    });
  });
  return [
    [`${name}_known`, known],
    [`${name}_bad`, bad],
    [`${name}_share`, bad.map((count, row) => count / (known[row] as number))],
  ];
}

function visitPartners(
  { sides, v, limit }: { readonly sides: readonly EdgeSide[]; readonly v: number; readonly limit: number },
  found: (partner: number) => void,
): void {
  for (const { starts, partners } of sides) {
    const to = Math.min(starts[v + 1] as number, (starts[v] as number) + limit);
    for (let i = starts[v] as number; i < to; i++) found(partners[i] as number);
  }
}
