import { DoubleList, IntList } from '../block/number-list.ts';
import { blendedLinkage, type Grouping } from './blended-linkage.ts';
import { condense } from './condense.ts';
import { componentsOver, LARGEST, type ScoredPairs } from './components-over.ts';

export interface ClusterSettings {
  /** Evidence above which groups join. */
  readonly cut: number;
  /** Evidence of one pair counts at most so many bits, either way. */
  readonly clip: number;
  /**
   * Bits by which a join is likelier than a pair: records of a person come several at a time, and what is missing in one
   * stands in another.
   */
  readonly bonus: number;
}

/** Clusters and the pairs inside them. */
export interface Clustering {
  /** Cluster of each record, named by its smallest member. */
  readonly clusters: Int32Array;
  readonly pairs: LinkedPairs;
}

/** Pairs of records in one cluster, left < right. */
export interface LinkedPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Evidence of the pair alone, in bits, prior included. */
  readonly bits: Float64Array;
  /** Evidence with which the parts of the cluster joined that the two are in. */
  readonly joined: Float64Array;
}

/**
 * Connected components over the cut, each divided by blended linkage over the evidence between all its members. In very
 * large ones equal records are taken as one, and each is paired with the first of them only.
 *
 * @param first - for each record the first one equal to it
 */
export function clusterRecords(
  first: Int32Array,
  input: { readonly pairs: ScoredPairs; readonly score: (a: number, b: number) => number },
  settings: ClusterSettings,
): Clustering {
  const clusters = Int32Array.from(first, (_, row) => row);
  const found = new PairCollector();
  for (const set of componentsOver(first, input.pairs, settings.cut - settings.bonus)) {
    const { members, copies } = set.length > LARGEST ? condense(set, first) : { members: set, copies: [] };
    const size = members.length;
    const own = evidenceBetween(members, input.score);
    const evidence = own.map((bits) => Math.max(-settings.clip, Math.min(settings.clip, bits)) + settings.bonus);
    const grouping = blendedLinkage(evidence, size, settings.cut);
    for (let i = 0; i < size; i++) clusters[members[i] as number] = members[grouping.group[i] as number] as number;
    found.add(members, own, grouping);
    for (const [head = 0, ...others] of copies) {
      for (const row of others) clusters[row] = clusters[head] as number;
      if (others.length > 0) found.star(head, others, input.score(head, others[0] as number));
    }
  }
  return { clusters, pairs: found.pairs() };
}

function evidenceBetween(members: readonly number[], score: (a: number, b: number) => number): Float64Array {
  const size = members.length;
  const evidence = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      evidence[i * size + j] = evidence[j * size + i] = score(members[i] as number, members[j] as number);
    }
  }
  return evidence;
}

class PairCollector {
  private readonly left = new IntList();
  private readonly right = new IntList();
  private readonly bits = new DoubleList();
  private readonly joined = new DoubleList();

  add(members: readonly number[], own: Float64Array, { group, joined }: Grouping): void {
    const size = members.length;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        if (group[i] !== group[j]) continue;
        this.left.push(members[i] as number);
        this.right.push(members[j] as number);
        this.bits.push(own[i * size + j] as number);
        this.joined.push(joined[i * size + j] as number);
      }
    }
  }

  /** Equal records, each with the first of them. */
  star(head: number, others: readonly number[], bits: number): void {
    for (const row of others) {
      this.left.push(head);
      this.right.push(row);
      this.bits.push(bits);
      this.joined.push(bits);
    }
  }

  pairs(): LinkedPairs {
    return {
      left: this.left.values(),
      right: this.right.values(),
      bits: this.bits.values(),
      joined: this.joined.values(),
    };
  }
}
