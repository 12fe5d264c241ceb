import { EdgeStore } from '#graph';
import { words } from '../history/columns.ts';
import { relations, STRONG, type Relation } from '../links/relations.ts';

/** Kinds of node that one person has for himself: they tell nothing of groups. */
const OWN = new Set(['application', 'loan']);

/** Bonds of a node beyond which it takes part in no more. */
const MOST = 400;

/** The links that hold groups together: strong relations, each pair once, none to hubs. The store keeps ticks. */
export class Bonds {
  readonly store: EdgeStore;
  private readonly degrees = words();

  constructor(store: EdgeStore = new EdgeStore({ time: true })) {
    this.store = store;
  }

  /** Adds a bond; false when there is one, or the relation or one of its ends makes none. */
  add(
    source: number,
    target: number,
    { relation, tick }: { readonly relation: number; readonly tick: number },
  ): boolean {
    const about = relations[relation] as Relation;
    if (!isBond(about) || source === target) return false;
    const most = Math.min(MOST, about.hubAbove);
    if (this.degrees.get(target) >= most || this.degrees.get(source) >= MOST || this.has(source, target)) return false;
    this.store.insert({ source, target, occurred: tick, recorded: tick });
    this.count(source, 1);
    this.count(target, 1);
    return true;
  }

  /** Removes what binds two nodes; false when nothing does. */
  remove(source: number, target: number, tick: number): boolean {
    if (!this.has(source, target)) return false;
    this.store.remove({ source, target, recorded: tick });
    this.count(source, -1);
    this.count(target, -1);
    return true;
  }

  /** Takes a node out of every read; answers those it was bound to. */
  erase(node: number): number[] {
    const ends: number[] = [];
    if (node >= this.store.nodes) return ends;
    this.store.visit(node, {}, (columns, place) => {
      ends.push(columns.ends[place] as number);
      return true;
    });
    this.store.erase(node);
    for (const end of ends) this.count(end, -1);
    this.degrees.set(node, 0);
    return ends;
  }

  has(source: number, target: number): boolean {
    const isSourceSmaller = this.degrees.get(source) <= this.degrees.get(target);
    const [node, wanted] = isSourceSmaller ? [source, target] : [target, source];
    let isFound = false;
    if (node < this.store.nodes) {
      this.store.visit(node, {}, ({ ends }, place) => {
        isFound = ends[place] === wanted;
        return !isFound;
      });
    }
    return isFound;
  }

  degree(node: number): number {
    return this.degrees.get(node);
  }

  /** Pairs that are bound. */
  get size(): number {
    let sum = 0;
    for (let node = 0; node < this.degrees.length; node++) sum += this.degrees.get(node);
    return sum / 2;
  }

  /** Counts the bonds of every node anew: after a restore. */
  recount(): void {
    for (let node = 0; node < this.store.nodes; node++) {
      let degree = 0;
      this.store.visit(node, {}, () => {
        degree++;
        return true;
      });
      this.degrees.set(node, degree);
    }
  }

  private count(node: number, more: number): void {
    this.degrees.set(node, this.degrees.get(node) + more);
  }
}

/** Whether a relation binds groups. */
export function isBond({ strength, to }: Relation): boolean {
  return strength >= STRONG && !OWN.has(to);
}
