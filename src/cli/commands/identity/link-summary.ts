import type { LeftOut, Linkage, PairEvidence } from '#identity';

/** What `identity link` answers. */
export interface LinkSummary {
  readonly records: number;
  readonly clusters: number;
  readonly matchedRecords: number;
  readonly pairs: number;
  readonly comparedPairs: number;
  readonly prior: number;
  readonly columns: readonly { readonly name: string; readonly kind: string }[];
  readonly leftOut: readonly LeftOut[];
}

export function linkSummary({ table, clusters, pairs, candidates, model }: Linkage): LinkSummary {
  const sizes = new Map<number, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const { sources } = table;
  let kept = 0;
  for (let pair = 0; pair < pairs.left.length; pair++) {
    if (sources === undefined || sources[pairs.left[pair] as number] !== sources[pairs.right[pair] as number]) kept++;
  }
  return {
    records: table.rows,
    clusters: sizes.size,
    matchedRecords: [...sizes.values()].filter((size) => size > 1).reduce((sum, size) => sum + size, 0),
    pairs: kept,
    comparedPairs: candidates.left.length,
    prior: model.prior,
    columns: table.columns.map(({ name, kind }) => ({ name, kind })),
    leftOut: table.leftOut,
  };
}

/** The answer for people. */
export function describeLink(answer: LinkSummary & { seconds: number; explanation?: PairEvidence }): string {
  const columns = answer.columns.map(({ name, kind }) => `${name} (${kind})`).join(', ');
  const lines = [
    `${answer.records} records are ${answer.clusters} persons; ${answer.matchedRecords} records have company, ${answer.pairs} pairs`,
    `compared ${answer.comparedPairs} pairs on ${columns} in ${answer.seconds.toFixed(1)} s`,
  ];
  return [...lines, ...(answer.explanation === undefined ? [] : describeEvidence(answer.explanation))].join('\n');
}

/** The evidence for people. */
export function describeEvidence(evidence: PairEvidence): string[] {
  const bits = (value: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(2)}`.padStart(8);
  return [
    `${evidence.left} and ${evidence.right}: probability ${evidence.probability.toFixed(6)}, ${evidence.sameCluster ? 'one cluster' : 'two clusters'}`,
    `${bits(evidence.priorBits)}  before looking`,
    ...evidence.columns.map(
      ({ column, level, left, right, bits: own, termBits }) =>
        `${bits(own + termBits)}  ${column}: ${level} (${left ?? '?'} / ${right ?? '?'})`,
    ),
    `${bits(evidence.totalBits)}  all together, in bits`,
  ];
}
