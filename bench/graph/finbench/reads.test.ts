import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import type { TracedFunds } from '#graph';
import { drawFinance, RELATION } from './finance.ts';
import { drawAsked, reads, SHARE, THRESHOLD, type Asked, type Read } from './reads.ts';
import { writeChecked } from './writes.ts';

interface Edge {
  readonly source: number;
  readonly target: number;
  readonly type: number;
  readonly at: number;
  readonly amount: number;
}

const bank = drawFinance(createRng(3), 0.0008);
const { kinds } = bank;

/** Every edge, as the store tells it. */
const all: Edge[] = [];
for (let source = 0; source < bank.store.nodes; source++) {
  bank.store.visit(source, { direction: 'out' }, ({ ends, types, occurred, weights }, place) => {
    const [target, type, at] = [ends[place] ?? 0, types?.[place] ?? 0, occurred?.[place] ?? 0];
    return all.push({ source, target, type, at, amount: weights?.[place] ?? 0 }) > 0;
  });
}

const sum = (edges: readonly Edge[]): number => edges.reduce((total, { amount }) => total + amount, 0);
const inside = (type: number, { from, until }: Asked): Edge[] =>
  all.filter((edge) => edge.type === type && edge.at >= from && edge.at <= until);
const owned = (holder: number): number[] =>
  all.flatMap(({ type, source, target }) => (type === RELATION.own && source === holder ? [target] : []));
const distinct = (values: Iterable<string>): string[] => [...new Set(values)].sort();

/** Trails of up to three transfers, each later than the one before. */
function trails(asked: Asked, isFirst: (edge: Edge) => boolean): Edge[][] {
  const transfers = inside(RELATION.transfer, asked);
  let last = transfers.filter(isFirst).map((edge) => [edge]);
  const found = [...last];
  for (let hop = 2; hop <= 3; hop++) {
    last = last.flatMap((trail) => {
      const end = trail.at(-1);
      return transfers.filter((e) => e.source === end?.target && e.at > end.at).map((e) => [...trail, e]);
    });
    found.push(...last);
  }
  return found;
}

/** Asks a read of many parameters without truncation, and compares. */
function compare(
  number: number,
  expected: (asked: Asked) => unknown,
  shown = (answer: unknown): unknown => answer,
): void {
  const read = reads[number - 1] as Read;
  const rng = createRng(number);
  let answered = 0;
  for (let i = 0; i < 25; i++) {
    const asked = drawAsked(bank, read, { rng, limit: Infinity });
    const answer = shown(read.answer(bank, asked));
    expect(answer).toEqual(expected(asked));
    if (Array.isArray(answer) ? answer.length > 0 : true) answered++;
  }
  expect(answered).toBeGreaterThan(0);
}

const rows = (of: (row: never) => string) => (answer: unknown) => distinct((answer as never[]).map(of));

describe('the complex reads of FinBench, each as a scan over all edges answers it', () => {
  it('1: accounts down the transfers that blocked media signed in to', () => {
    compare(
      1,
      (asked) =>
        distinct(
          trails(asked, ({ source }) => source === asked.nodes[0]).flatMap((trail) =>
            inside(RELATION.signIn, asked)
              .filter((e) => e.target === trail.at(-1)?.target && bank.isBlocked[e.source - kinds.medium.first] === 1)
              .map((e) => `${e.target} ${trail.length} ${e.source}`),
          ),
        ),
      rows(({ node, hop, medium }: { node: number; hop: number; medium: number }) => `${node} ${hop} ${medium}`),
    );
  });

  it('2: loans behind the money that came', () => {
    compare(
      2,
      (asked) => {
        const ours = new Set(owned(asked.nodes[0]));
        const begins = trails(asked, () => true).filter((trail) => ours.has(trail.at(-1)?.target ?? -1));
        const loansOf = (node: number): number[] => [
          ...new Set(inside(RELATION.deposit, asked).flatMap((e) => (e.target === node ? [e.source] : []))),
        ];
        return distinct(
          begins.flatMap(([first]) => {
            const amounts = loansOf(first?.source ?? -1).map((loan) => bank.loanAmount[loan - kinds.loan.first] ?? 0);
            const total = amounts.reduce((a, b) => a + b, 0);
            return total > 0 ? [`${first?.source} ${total}`] : [];
          }),
        );
      },
      rows(([node, { amount }]: [number, { amount: number }]) => `${node} ${amount}`),
    );
  });

  it('6: gathered by transfers, withdrawn to a card', () => {
    compare(
      6,
      (asked) => {
        const large = (type: number): Edge[] => inside(type, asked).filter(({ amount }) => amount > THRESHOLD);
        const out = large(RELATION.withdraw).filter(({ target }) => target === asked.nodes[0]);
        const middles = [...new Set(out.map(({ source }) => source))];
        return distinct(
          middles.flatMap((node) => {
            const into = large(RELATION.transfer).filter(({ target }) => target === node);
            return into.length > 3 ? [`${node} ${sum(into)} ${sum(out.filter(({ source }) => source === node))}`] : [];
          }),
        );
      },
      rows(({ node, came, went }: { node: number; came: number; went: number }) => `${node} ${came} ${went}`),
    );
  });

  it('8 and 9: money of a loan traced, and ratios of an account', () => {
    compare(
      8,
      (asked) => {
        const paid = inside(RELATION.deposit, asked).filter(({ source }) => source === asked.nodes[0]);
        let came = new Map<number, number>();
        for (const { target, amount } of paid) came.set(target, (came.get(target) ?? 0) + amount);
        const seen = new Set(came.keys());
        const found: string[] = [];
        const moves = [...inside(RELATION.transfer, asked), ...inside(RELATION.withdraw, asked)];
        for (let hop = 1; hop <= 3; hop++) {
          const next = new Map<number, number>();
          for (const { source, target, amount } of moves) {
            const before = came.get(source);
            if (before === undefined || amount <= SHARE * before || seen.has(target)) continue;
            next.set(target, (next.get(target) ?? 0) + amount);
          }
          for (const [node, amount] of next) {
            seen.add(node);
            found.push(`${node} ${(amount / sum(paid)).toFixed(6)} ${hop}`);
          }
          came = next;
        }
        return distinct(found);
      },
      (answer) => {
        const { nodes, ratios, hops } = answer as TracedFunds;
        return distinct(Array.from(nodes, (node, i) => `${node} ${ratios[i]?.toFixed(6)} ${hops[i]}`));
      },
    );
    compare(9, (asked) => {
      const [node] = asked.nodes;
      const large = (type: number, end: 'source' | 'target'): number =>
        sum(inside(type, asked).filter((e) => e[end] === node && e.amount > THRESHOLD));
      const ratio = (above: number, below: number): number => (below === 0 ? -1 : above / below);
      const [lent, repaid] = [large(RELATION.deposit, 'target'), large(RELATION.repay, 'source')];
      const [into, out] = [large(RELATION.transfer, 'target'), large(RELATION.transfer, 'source')];
      return { repay: ratio(lent, repaid), deposit: ratio(lent, out), transfer: ratio(into, out) };
    });
  });

  it('11 and 12: loans down a chain of guarantees, and what went to companies', () => {
    compare(11, (asked) => {
      const chain = new Set([asked.nodes[0]]);
      for (const node of chain) {
        for (const e of inside(RELATION.guarantee, asked)) if (e.source === node) chain.add(e.target);
      }
      chain.delete(asked.nodes[0]);
      const loans = all.flatMap((e) => (e.type === RELATION.apply && chain.has(e.source) ? [e.target] : []));
      const amount = loans.reduce((total, loan) => total + (bank.loanAmount[loan - kinds.loan.first] ?? 0), 0);
      return { amount, loans: loans.length };
    });
    compare(
      12,
      (asked) => {
        const ours = new Set(owned(asked.nodes[0]));
        const { first, count } = kinds.company;
        const firms = new Set(
          all.flatMap((e) =>
            e.type === RELATION.own && e.source >= first && e.source < first + count ? [e.target] : [],
          ),
        );
        const paid = inside(RELATION.transfer, asked).filter((e) => ours.has(e.source) && firms.has(e.target));
        return distinct(paid.map(({ target }) => `${target} ${sum(paid.filter((e) => e.target === target))}`));
      },
      rows(([node, amount]: [number, number]) => `${node} ${amount}`),
    );
  });

  it('adds edges only when the rule holds', () => {
    const before = bank.store.arcs;
    const told = writeChecked(bank, createRng(9), { writes: 2000, begins: bank.ends });
    expect(told.inserted + told.refused + told.blocked).toBe(2000);
    expect(told.refused).toBeGreaterThan(0);
    expect(bank.store.arcs - before).toBe(2 * told.inserted);
  });
});
