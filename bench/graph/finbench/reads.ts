import type { Rng } from '#base';
import {
  ascendingPaths,
  ascendingReach,
  chainOf,
  closingPartners,
  flowThrough,
  fundTrace,
  HopSearch,
  partnerJaccard,
  partnerSums,
  ratioOf,
} from '#graph';
import { RELATION, type Finance } from './finance.ts';

/** What a read asks: nodes, and a window with truncation. */
export interface Asked {
  readonly nodes: readonly [number, number];
  readonly from: number;
  readonly until: number;
  /** The same as `until`: the history is read as it was known then. */
  readonly asOf: number;
  readonly limit: number;
}

/** Amounts that FinBench's thresholds stand for. */
export const THRESHOLD = 200;
export const SHARE = 0.1;
/** Traces that complex read 5 lists at most. */
export const TRACES = 5000;

const search = new HopSearch();

/** A complex read: which relation its nodes are drawn from, at which end, and what it answers. */
export interface Read {
  readonly of: keyof typeof RELATION;
  readonly end: 'source' | 'target';
  readonly answer: (bank: Finance, asked: Asked) => unknown;
}

/** The twelve complex reads of the transaction workload of LDBC FinBench 0.2. */
export const reads: readonly Read[] = [
  { of: 'transfer', end: 'source', answer: blockedMedia },
  { of: 'own', end: 'source', answer: loansBehind },
  {
    ...{ of: 'transfer', end: 'source' },
    answer: ({ store }, { nodes, from, until, asOf }) =>
      search.hops(store, nodes, { from, until, asOf, type: RELATION.transfer }),
  },
  {
    ...{ of: 'transfer', end: 'source' },
    answer: ({ store }, { nodes: [source, target], from, until, asOf }) => {
      const query = { from, until, asOf, type: RELATION.transfer };
      const isThere = partnerSums(store, source, { ...query, direction: 'out' }).has(target);
      return isThere ? closingPartners(store, { source, target }, query) : [];
    },
  },
  { of: 'own', end: 'source', answer: traces },
  { of: 'withdraw', end: 'target', answer: gatheredAndWithdrawn },
  {
    ...{ of: 'transfer', end: 'target' },
    answer: ({ store }, { nodes: [node], ...window }) => {
      const query = { ...window, type: RELATION.transfer, threshold: THRESHOLD };
      const [into, out] = [
        flowThrough(store, node, { ...query, direction: 'in' }),
        flowThrough(store, node, { ...query, direction: 'out' }),
      ];
      return { sources: into.partners, targets: out.partners, ratio: ratioOf(into.amount, out.amount) };
    },
  },
  { of: 'deposit', end: 'source', answer: traced },
  { of: 'deposit', end: 'target', answer: launderedWithLoans },
  {
    ...{ of: 'invest', end: 'source' },
    answer: ({ store }, { nodes, from, until }) =>
      partnerJaccard(store, nodes, { from, until, type: RELATION.invest, direction: 'out' }),
  },
  {
    ...{ of: 'guarantee', end: 'source' },
    answer: (bank, { nodes: [node], ...window }) => guaranteed(bank, node, window),
  },
  { of: 'own', end: 'source', answer: paidToCompanies },
];

type Window = Omit<Asked, 'nodes'>;

/** 1: accounts within three transfers in time that a blocked medium signed in to. */
function blockedMedia({ store, kinds, isBlocked }: Finance, { nodes: [node], ...window }: Asked) {
  const found: { readonly node: number; readonly hop: number; readonly medium: number }[] = [];
  const query = { ...window, type: RELATION.transfer, hops: 3, direction: 'out' } as const;
  const mediaOf = new Map<number, readonly number[]>();
  for (const { node: account, hop } of ascendingReach(store, node, query)) {
    let media = mediaOf.get(account);
    if (media === undefined) {
      const all = partnerSums(store, account, { ...window, type: RELATION.signIn, direction: 'in' });
      media = [...all.keys()].filter((medium) => isBlocked[medium - kinds.medium.first] === 1);
      mediaOf.set(account, media);
    }
    for (const medium of media) found.push({ node: account, hop, medium });
  }
  return found.sort((a, b) => a.hop - b.hop || a.node - b.node || a.medium - b.medium);
}

/** 2: loans paid to accounts from which money came within three transfers to the accounts of a holder. */
function loansBehind({ store, kinds, loanAmount, loanBalance }: Finance, { nodes: [holder], ...window }: Asked) {
  const found = new Map<number, { readonly amount: number; readonly balance: number }>();
  const query = { ...window, type: RELATION.transfer, hops: 3, direction: 'in' } as const;
  for (const account of accountsOf(store, holder)) {
    for (const { node } of ascendingReach(store, account, query)) {
      if (found.has(node)) continue;
      let [amount, balance] = [0, 0];
      for (const loan of partnerSums(store, node, { ...window, type: RELATION.deposit, direction: 'in' }).keys()) {
        amount += loanAmount[loan - kinds.loan.first] as number;
        balance += loanBalance[loan - kinds.loan.first] as number;
      }
      found.set(node, { amount, balance });
    }
  }
  return [...found].filter(([, { amount }]) => amount > 0).sort(([a, x], [b, y]) => y.amount - x.amount || a - b);
}

/** 5: every trace of up to three transfers in time from the accounts of a holder. */
function traces({ store }: Finance, { nodes: [holder], ...window }: Asked) {
  return accountsOf(store, holder).flatMap(
    (account) => ascendingPaths(store, account, { ...window, type: RELATION.transfer, hops: 3, most: TRACES }).paths,
  );
}

/** 6: accounts that gathered more than three large transfers and were withdrawn to a card. */
function gatheredAndWithdrawn({ store }: Finance, { nodes: [card], ...window }: Asked) {
  const query = { ...window, threshold: THRESHOLD, direction: 'in' } as const;
  const found: { readonly node: number; readonly came: number; readonly went: number }[] = [];
  for (const [node, { sum }] of partnerSums(store, card, { ...query, type: RELATION.withdraw })) {
    const into = flowThrough(store, node, { ...query, type: RELATION.transfer });
    if (into.edges > 3) found.push({ node, came: into.amount, went: sum });
  }
  return found.sort((a, b) => b.went - a.went || a.node - b.node);
}

/** 8: where the money of a loan went within three transfers or withdrawals. */
function traced({ store }: Finance, { nodes: [loan], ...window }: Asked) {
  const deposits = partnerSums(store, loan, { ...window, type: RELATION.deposit, direction: 'out' });
  const paid = new Map([...deposits].map(([account, { sum }]) => [account, sum]));
  const types = [RELATION.transfer, RELATION.withdraw];
  return fundTrace(store, paid, { ...window, types, hops: 3, threshold: SHARE });
}

/** 9: what came from loans over what went back, and in over out. */
function launderedWithLoans({ store }: Finance, { nodes: [node], ...window }: Asked) {
  const amount = (type: number, direction: 'in' | 'out'): number =>
    flowThrough(store, node, { ...window, type, direction, threshold: THRESHOLD }).amount;
  const [lent, repaid] = [amount(RELATION.deposit, 'in'), amount(RELATION.repay, 'out')];
  const [came, went] = [amount(RELATION.transfer, 'in'), amount(RELATION.transfer, 'out')];
  return { repay: ratioOf(lent, repaid), deposit: ratioOf(lent, went), transfer: ratioOf(came, went) };
}

/** 11: loans of all whom a person guarantees for, and whom they guarantee for, to the end. */
export function guaranteed({ store, kinds, loanAmount }: Finance, person: number, window: Window) {
  const loans = new Set<number>();
  for (const node of chainOf(store, person, { ...window, type: RELATION.guarantee }).slice(1)) {
    const applied = { limit: window.limit, type: RELATION.apply, direction: 'out' } as const;
    for (const loan of partnerSums(store, node, applied).keys()) loans.add(loan);
  }
  let amount = 0;
  for (const loan of loans) amount += loanAmount[loan - kinds.loan.first] as number;
  return { amount, loans: loans.size };
}

/** 12: what a person's accounts transferred to accounts of companies. */
function paidToCompanies({ store, kinds }: Finance, { nodes: [holder], ...window }: Asked) {
  const sums = new Map<number, number>();
  for (const account of accountsOf(store, holder)) {
    const paid = partnerSums(store, account, { ...window, type: RELATION.transfer, direction: 'out' });
    for (const [other, { sum }] of paid) sums.set(other, (sums.get(other) ?? 0) + sum);
  }
  const { first, count } = kinds.company;
  const isCompanys = (account: number): boolean => {
    const [owner = -1] = partnerSums(store, account, { type: RELATION.own, direction: 'in', limit: 1 }).keys();
    return owner >= first && owner < first + count;
  };
  return [...sums].filter(([account]) => isCompanys(account)).sort(([a, x], [b, y]) => y - x || a - b);
}

function accountsOf(store: Finance['store'], holder: number): number[] {
  return [...partnerSums(store, holder, { type: RELATION.own, direction: 'out' }).keys()];
}

/** Parameters of a read: ends of random edges of its relation, so that a busy node is drawn as often as it acts. */
export function drawAsked(
  bank: Finance,
  { of, end }: Read,
  { rng, limit }: { readonly rng: Rng; readonly limit: number },
): Asked {
  const one = (): number => {
    for (;;) {
      const e = rng.below(bank.types.length);
      if (bank.types[e] === RELATION[of]) return (end === 'source' ? bank.sources : bank.targets)[e] as number;
    }
  };
  const year = 365 * 86_400;
  const from = bank.begins + rng.below(bank.ends - bank.begins - year);
  return { nodes: [one(), one()], from, until: from + year, asOf: from + year, limit };
}
