import { INWARD } from '../store/arc-columns.ts';
import type { EdgeStore, StoredEdge } from '../store/edge-store.ts';
import { guaranteeChain } from './watch-guarantees.ts';
import { closedCycle, gathered, type Transfer } from './watch-paths.ts';

export type WatchedKind = 'fan-in' | 'fan-out' | 'cycle' | 'scatter-gather' | 'pass-through' | 'guarantee-chain';

/** A shape that an edge completes. */
export interface WatchedMotif {
  readonly kind: WatchedKind;
  /** As in `Motif`: of a fan and of passing through the centre first, of scatter-gather source, target, then those between. */
  readonly members: readonly number[];
  /** Partners of a fan, accounts of a cycle or chain, accounts between, or the share of what came in that went out. */
  readonly value: number;
}

export interface WatchOptions {
  /** Relations that move money; 0 when left out. */
  readonly transfers?: readonly number[];
  /** Relation of a guarantee; none when left out. */
  readonly guarantee?: number | undefined;
  /** All of a shape lies within so many seconds before the edge; 30 days. */
  readonly window?: number;
  /** Partners of a fan; 5. Accounts between; 3. Accounts of a chain of guarantees; 4. */
  readonly minFan?: number;
  readonly minBetween?: number;
  readonly minChain?: number;
  /** Edges of a cycle; 5. */
  readonly maxCycle?: number;
  /** What goes out is at least this share of what came in, and at most its inverse; 0.9. */
  readonly passedShare?: number;
  /** Transfers on each side of who passes money on; 2. */
  readonly minPassed?: number;
  /** Of a hub the newest so many edges are looked at; 50. */
  readonly hub?: number;
  /** Edges looked at for a cycle, and to gather; 500. */
  readonly steps?: number;
}

const DAY = 86_400;
/** Edges looked at for each that is wanted: others are of another direction or relation. */
const LOOKED = 4;

/**
 * Tells which shapes an edge completes, as of the instant at which it became known: fans within a window, a cycle in time that it
 * closes, the gathering of what one source scattered, money that goes out as fast as it came in (FinBench, complex read 7), a chain
 * of guarantees (complex read 11). Its cost is bounded by `hub` and `steps` whatever the degrees. The store must be directed and
 * keep times (weights for what passes through).
 */
export class MotifWatch {
  private readonly store: EdgeStore;
  private readonly options: Required<Omit<WatchOptions, 'guarantee'>> & Pick<WatchOptions, 'guarantee'>;

  constructor(store: EdgeStore, options: WatchOptions = {}) {
    this.store = store;
    this.options = {
      ...{ transfers: [0], window: 30 * DAY, minFan: 5, minBetween: 3, minChain: 4, maxCycle: 5 },
      ...{ passedShare: 0.9, minPassed: 2, hub: 50, steps: 500 },
      ...options,
    };
  }

  /** What an edge that was just inserted completes. */
  completedBy(edge: StoredEdge): readonly WatchedMotif[] {
    const { transfers, guarantee } = this.options;
    const { type = 0, occurred = 0 } = edge;
    if (edge.source === edge.target) return [];
    const asOf = edge.recorded ?? occurred;
    if (type === guarantee) return guaranteeChain(this.store, { edge, asOf, ...this.options });
    if (!transfers.includes(type)) return [];
    const [from, until] = [occurred - this.options.window, occurred];
    const near = (node: number, direction: 'in' | 'out', before = until): readonly Transfer[] =>
      this.transfers(node, direction, { asOf, from, until: before });
    const [into, out] = [near(edge.target, 'in'), near(edge.source, 'out')];
    return [
      ...this.fan('fan-in', edge.target, into),
      ...this.fan('fan-out', edge.source, out),
      ...closedCycle({ edge, near, until, ...this.options }),
      ...gathered({ edge, near, into, ...this.options }),
      ...this.passing(edge.source, near(edge.source, 'in'), out),
    ];
  }

  private transfers(
    node: number,
    direction: 'in' | 'out',
    when: { readonly asOf: number; readonly from: number; readonly until: number },
  ): readonly Transfer[] {
    const { transfers, hub } = this.options;
    const side = direction === 'in' ? INWARD : 0;
    const found: Transfer[] = [];
    let looked = 0;
    this.store.visit(node, { asOf: when.asOf }, ({ ends, types, occurred, recorded, weights }, place) => {
      // The newest recorded comes first, and nothing happens after it is recorded: the rest is older still.
      if ((recorded?.[place] ?? 0) < when.from || looked++ >= LOOKED * hub) return false;
      const [word, at] = [types?.[place] ?? 0, occurred?.[place] ?? 0];
      if ((word & INWARD) !== side || at < when.from || at > when.until) return true;
      if (!transfers.includes(word & ~INWARD)) return true;
      return found.push({ partner: ends[place] as number, at, amount: weights?.[place] ?? 1 }) < hub;
    });
    return found;
  }

  private fan(kind: 'fan-in' | 'fan-out', centre: number, edges: readonly Transfer[]): readonly WatchedMotif[] {
    const partners = new Set(edges.map(({ partner }) => partner));
    if (partners.size < this.options.minFan) return [];
    return [{ kind, members: [centre, ...[...partners].sort((a, b) => a - b)], value: partners.size }];
  }

  private passing(centre: number, into: readonly Transfer[], out: readonly Transfer[]): readonly WatchedMotif[] {
    const { minPassed, passedShare } = this.options;
    if (into.length < minPassed || out.length < minPassed) return [];
    const sum = (edges: readonly Transfer[]): number => edges.reduce((total, { amount }) => total + amount, 0);
    const share = sum(out) / sum(into);
    if (!(share >= passedShare && share <= 1 / passedShare)) return [];
    const others = new Set([...into, ...out].map(({ partner }) => partner));
    others.delete(centre);
    return [{ kind: 'pass-through', members: [centre, ...[...others].sort((a, b) => a - b)], value: share }];
  }
}
