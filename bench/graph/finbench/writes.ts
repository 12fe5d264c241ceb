import type { Rng } from '#base';
import { closingPartners, flowThrough } from '#graph';
import { RELATION, type Finance } from './finance.ts';
import { guaranteed, THRESHOLD } from './reads.ts';

/** What became of writes that are checked inside their transaction. */
export interface Written {
  readonly inserted: number;
  /** Not inserted: the rule was hit, and both ends are blocked from then on. */
  readonly refused: number;
  /** Not inserted: an end was blocked before. */
  readonly blocked: number;
}

/** Ratio of what came in over what went out that is refused, and the sum of loans behind a chain of guarantees. */
const [RATIO, LOANS] = [50, 2e6];
const WINDOW = 90 * 86_400;
const LIMIT = 500;

/**
 * The three read-writes of FinBench: an edge is added and the rule looked at within one transaction, and taken back when it is hit. Here
 * one thread writes, so that the rule is looked at with the edge in mind and the edge added only when it holds: no reader sees what
 * is taken back.
 */
export function writeChecked(
  bank: Finance,
  rng: Rng,
  { writes, begins }: { readonly writes: number; readonly begins: number },
): Written {
  const { store, kinds } = bank;
  const blocked = new Set<number>();
  const count = { inserted: 0, refused: 0, blocked: 0 };
  for (let i = 0; i < writes; i++) {
    const isGuarantee = i % 10 === 9;
    const e = rng.below(bank.types.length);
    const wanted = isGuarantee ? RELATION.guarantee : RELATION.transfer;
    const isDrawn = bank.types[e] === wanted;
    const { first, count: many } = isGuarantee ? kinds.person : kinds.account;
    // One end as busy as those who act, the other any.
    const source = isDrawn ? (bank.sources[e] as number) : first + rng.below(many);
    const target = i % 20 === 10 ? closingEnd(bank, source) : first + rng.below(many);
    const occurred = begins + Math.floor(i / 1000);
    if (blocked.has(source) || blocked.has(target) || source === target) count.blocked++;
    else if (isHit(bank, { source, target, occurred }, i)) {
      blocked.add(source).add(target);
      count.refused++;
    } else {
      store.insert({ source, target, type: wanted, occurred, weight: 100 });
      count.inserted++;
    }
  }
  return count;
}

/** An account two transfers before this one: an edge to it closes a circle, if the two were lately. */
function closingEnd({ store }: Finance, account: number): number {
  let end = account;
  for (let hop = 0; hop < 2; hop++) {
    store.visit(end, { type: RELATION.transfer, direction: 'in', limit: 1 }, ({ ends }, place) => {
      end = ends[place] as number;
      return true;
    });
  }
  return end;
}

function isHit(
  bank: Finance,
  { source, target, occurred }: { readonly source: number; readonly target: number; readonly occurred: number },
  i: number,
): boolean {
  const window = { from: occurred - WINDOW, until: occurred, asOf: occurred, limit: LIMIT };
  if (i % 10 === 9) return guaranteed(bank, target, window).amount > LOANS;
  const query = { ...window, type: RELATION.transfer };
  if (i % 2 === 0) return closingPartners(bank.store, { source, target }, query).length > 0;
  const isOver = (node: number, more: { readonly into: number; readonly out: number }): boolean => {
    const over = { ...query, threshold: THRESHOLD };
    const into = flowThrough(bank.store, node, { ...over, direction: 'in' }).amount + more.into;
    const out = flowThrough(bank.store, node, { ...over, direction: 'out' }).amount + more.out;
    return out > 0 && into / out > RATIO;
  };
  return isOver(source, { into: 0, out: 100 }) && isOver(target, { into: 100, out: 0 });
}
