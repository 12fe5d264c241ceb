import type { Rng } from '#base';
import { EdgeStore, frozenBatch } from '#graph';

/** Relations, numbered as edges keep them. */
export const RELATION = {
  ...{ transfer: 0, withdraw: 1, deposit: 2, repay: 3, own: 4, apply: 5, guarantee: 6, invest: 7, signIn: 8 },
} as const;

/** Nodes and edges of scale factor 1 of LDBC FinBench, in its mix (the four last relations as far as its documents tell). */
const ONE = {
  nodes: { account: 264_075, person: 80_000, company: 40_000, loan: 159_166, medium: 64_000 },
  edges: {
    ...{ transfer: 1_100_000, withdraw: 1_510_000, deposit: 440_000, repay: 440_000 },
    ...{ guarantee: 160_000, invest: 210_000, signIn: 900_000 },
  },
} as const;

type Kind = keyof typeof ONE.nodes;

/** The first node of each kind, and how many there are. */
export type Kinds = Readonly<Record<Kind, { readonly first: number; readonly count: number }>>;

/** A bank's graph: edges in a store, attributes of nodes beside it. */
export interface Finance {
  readonly store: EdgeStore;
  readonly kinds: Kinds;
  readonly edges: number;
  /** By medium, loan and account. */
  readonly isBlocked: Uint8Array;
  readonly loanAmount: Float32Array;
  readonly loanBalance: Float32Array;
  /** Seconds of the first and the last edge. */
  readonly begins: number;
  readonly ends: number;
  /** Relation and ends of the edge at a place of the history: what parameters are drawn from. */
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly types: Uint8Array;
}

const [BEGINS, DAY] = [1_577_836_800, 86_400];
const ENDS = BEGINS + 3 * 365 * DAY;
/** Share of edges that repeat the ends of a recent one of the same relation. */
const REPEATED = 0.3;

/** Three years of a bank at a scale factor; accounts are drawn with a heavy tail (the busiest has one transfer in 370). */
export function drawFinance(rng: Rng, scale: number): Finance {
  const kinds = kindsAt(scale);
  const nodes = kinds.medium.first + kinds.medium.count;
  const batch = drawEdges(rng, kinds, scale);
  const fields = { type: true, time: true, weight: true, isDirected: true };
  const store = new EdgeStore({ ...fields, nodes }, frozenBatch(nodes, batch, fields));
  const loanAmount = Float32Array.from({ length: kinds.loan.count }, () => Math.floor(1000 / (rng.uniform() + 0.005)));
  return {
    ...{ store, kinds, edges: batch.sources.length, begins: BEGINS, ends: ENDS, loanAmount },
    ...{ sources: batch.sources, targets: batch.targets, types: batch.types },
    isBlocked: Uint8Array.from({ length: kinds.medium.count }, () => (rng.chance(0.02) ? 1 : 0)),
    loanBalance: loanAmount.map((amount) => Math.floor(amount * rng.uniform())),
  };
}

function kindsAt(scale: number): Kinds {
  let first = 0;
  const entries = Object.entries(ONE.nodes).map(([kind, one]) => {
    const count = Math.max(8, Math.round(one * scale));
    const told = [kind, { first, count }] as const;
    first += count;
    return told;
  });
  return Object.fromEntries(entries) as Kinds;
}

function drawEdges(rng: Rng, kinds: Kinds, scale: number) {
  const told = Object.entries(ONE.edges).map(([name, one]) => [name as keyof typeof ONE.edges, one * scale] as const);
  const events = told.reduce((sum, [, count]) => sum + Math.round(count), 0);
  const [accounts, loans] = [kinds.account.count, kinds.loan.count];
  const total = accounts + loans + events;
  const sources = new Uint32Array(total);
  const targets = new Uint32Array(total);
  const types = new Uint8Array(total);
  const occurred = new Uint32Array(total);
  const weights = new Float32Array(total);
  const pick = new Picker(rng, kinds);
  for (let e = 0; e < accounts + loans; e++) {
    const isAccount = e < accounts;
    sources[e] = pick.holder();
    targets[e] = isAccount ? kinds.account.first + e : kinds.loan.first + e - accounts;
    types[e] = isAccount ? RELATION.own : RELATION.apply;
    occurred[e] = BEGINS;
  }
  const shares = told.map(([, count]) => count / events);
  for (let e = accounts + loans; e < total; e++) {
    let [which, left] = [0, rng.uniform()];
    while (which < shares.length - 1 && left >= (shares[which] as number)) left -= shares[which++] as number;
    const [name] = told[which] as (typeof told)[number];
    const before = e - 1 - rng.below(1000);
    const type = RELATION[name];
    const isRepeated = rng.chance(REPEATED) && types[before] === type;
    [sources[e], targets[e]] = isRepeated ? [sources[before] as number, targets[before] as number] : pick.ends(name);
    types[e] = type;
    occurred[e] = BEGINS + 1 + Math.floor(((e - accounts - loans) / events) * (ENDS - BEGINS - 1));
    weights[e] = Math.floor(100 / (rng.uniform() + 0.001));
  }
  return { sources, targets, types, occurred, weights };
}

class Picker {
  private readonly rng: Rng;
  private readonly kinds: Kinds;

  constructor(rng: Rng, kinds: Kinds) {
    this.rng = rng;
    this.kinds = kinds;
  }

  /** A person, or one time in three a company. */
  holder(): number {
    return this.rng.chance(1 / 3) ? this.even('company') : this.even('person');
  }

  ends(relation: keyof typeof ONE.edges): [number, number] {
    switch (relation) {
      case 'transfer':
      case 'withdraw':
        return [this.busy('account'), this.busy('account')];
      case 'deposit':
        return [this.even('loan'), this.busy('account')];
      case 'repay':
        return [this.busy('account'), this.even('loan')];
      case 'guarantee':
        return [this.even('person'), this.even('person')];
      case 'invest':
        return [this.even('person'), this.busy('company')];
      case 'signIn':
        return [this.even('medium'), this.busy('account')];
    }
  }

  private even(kind: Kind): number {
    const { first, count } = this.kinds[kind];
    return first + this.rng.below(count);
  }

  /** Drawn with a heavy tail: density falls with the rank to the power of .6; ranks lie scattered over the numbers. */
  private busy(kind: Kind): number {
    const { first, count } = this.kinds[kind];
    const u = this.rng.uniform();
    const rank = Math.min(count - 1, Math.floor(count * u * u * Math.sqrt(u)));
    return first + ((rank * 7919) % count);
  }
}
