import type { LinkTable } from '../columns/link-table.ts';
import { nameColumns } from '../compare/name-words.ts';
import type { PairList } from '../model/compare-pairs.ts';
import { blocksOf } from './blocks.ts';
import { equalPairs } from './equal-pairs.ts';
import { collectPairs, estimatePairs, type Collection } from './collect-pairs.ts';
import { IntList } from './number-list.ts';
import { KeyNumbers, keyLists } from './key-lists.ts';
import { fineKeys, type KeyRule } from './key-rules.ts';
import { membershipOf } from './membership.ts';
import { coarseKeysOf, refineBlocks } from './refine-blocks.ts';

/** Pairs of records worth comparing, each once, left < right. */
export interface Candidates extends PairList {
  /** Largest block that was used; 0 when all pairs are compared. */
  readonly cap: number;
}

/** How many pairs may be compared. */
export interface PairBudget {
  /** Up to so many, nothing is left out. */
  readonly all: number;
  readonly perRecord: number;
  /** Above so many in all, records get fewer each, but not less than a fifth. */
  readonly total: number;
}

const PAIR_BUDGET: PairBudget = { all: 2_000_000, perRecord: 110, total: 30_000_000 };

const CAPS = [2, 3, 5, 7, 10, 15, 22, 32, 45, 65, 90, 130, 180, 250, 350, 500, 700, 1000];
const LARGEST = 1000;
/** Blocks over this size are divided as well; small ones say enough. */
const DIVIDE_OVER = 30;
/** Bounds the memory that divided blocks take, 4 bytes each. */
const ENTRIES = 80_000_000;

/** The fine keys of all columns. */
export function fineKeysOf(table: LinkTable): KeyRule[] {
  const names = nameColumns(table);
  return table.columns.flatMap((column) => fineKeys(column, names.includes(column)));
}

/**
 * Chooses pairs by keys that records share: values, sounds, words, parts of dates and codes. Large blocks are divided by
 * a second and third key. The largest size of block is chosen so that the pairs stay within the budget: small blocks are
 * the ones that say most.
 */
export function findCandidates(table: LinkTable, budget: PairBudget = PAIR_BUDGET): Candidates {
  const { rows, sources } = table;
  if ((rows * (rows - 1)) / 2 <= budget.all) return allPairs(rows, sources);
  const whole = blocksOf(keyLists(fineKeysOf(table), rows, new KeyNumbers()));
  const parts = refineBlocks(whole, coarseKeysOf(table), { over: DIVIDE_OVER, again: 150, depth: 3, entries: ENTRIES });
  const lists = [membershipOf(whole, LARGEST, rows), membershipOf(parts, LARGEST, rows)];
  const most = Math.max(
    budget.all,
    Math.min(budget.perRecord * rows, Math.max(budget.total, (budget.perRecord * rows) / 5)),
  );
  const collection = (cap: number, stride: number): Collection => ({ lists, rows, sources, cap, stride });
  const stride = Math.max(1, Math.floor(rows / 1500));
  const over = CAPS.findIndex((size) => estimatePairs(collection(size, stride)) > most);
  const cap = CAPS[over === -1 ? CAPS.length - 1 : Math.max(0, over - 1)] as number;
  return { ...joined(collectPairs(collection(cap, 1)), equalPairs(table)), cap };
}

function joined(a: PairList, b: PairList): PairList {
  if (b.left.length === 0) return a;
  return { left: concat(a.left, b.left), right: concat(a.right, b.right) };
}

function concat(a: Int32Array, b: Int32Array): Int32Array {
  const all = new Int32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

function allPairs(rows: number, sources: Uint8Array | undefined): Candidates {
  const left = new IntList();
  const right = new IntList();
  for (let a = 0; a < rows; a++) {
    for (let b = a + 1; b < rows; b++) {
      if (sources !== undefined && sources[a] === sources[b]) continue;
      left.push(a);
      right.push(b);
    }
  }
  return { left: left.values(), right: right.values(), cap: 0 };
}
