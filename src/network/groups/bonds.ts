import { EdgeStore, type ArcQuery } from '#graph';
import { words } from '../history/columns.ts';
import { relations, STRONG, type Relation } from '../links/relations.ts';

/** Kinds of node that one person has for himself: they tell nothing of groups. */
const OWN = new Set(['application', 'loan']);

/** Bonds of a node beyond which it takes part in no more. */
const MOST = 400;

/**
 * The links that hold groups together: strong relations, each pair once, none to hubs. Most nodes have none, so those that have are
 * numbered anew in the store, which keeps ticks.
 */
export class Bonds {
  readonly store: EdgeStore;
  private readonly degrees = words();
  /** By node of the network: one more than its number in the store. */
  private readonly numbers = words();
  private readonly nodes = words();

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
    const ends = { source: this.number(source), target: this.number(target) };
    this.store.insert({ ...ends, occurred: tick, recorded: tick });
    this.count(source, 1);
    this.count(target, 1);
    return true;
  }

  /** Removes what binds two nodes; false when nothing does. */
  remove(source: number, target: number, tick: number): boolean {
    if (!this.has(source, target)) return false;
    const ends = { source: this.number(source), target: this.number(target) };
    this.store.remove({ ...ends, recorded: tick });
    this.count(source, -1);
    this.count(target, -1);
    return true;
  }

  /** Takes a node out of every read; answers those it was bound to. */
  erase(node: number): number[] {
    const ends: number[] = [];
    this.visit(node, {}, (end) => ends.push(end) > 0);
    const number = this.numberOf(node);
    if (number !== undefined) this.store.erase(number);
    for (const end of ends) this.count(end, -1);
    this.degrees.set(node, 0);
    return ends;
  }

  has(source: number, target: number): boolean {
    const isSourceSmaller = this.degrees.get(source) <= this.degrees.get(target);
    const [node, wanted] = isSourceSmaller ? [source, target] : [target, source];
    let isFound = false;
    this.visit(node, {}, (end) => {
      isFound = end === wanted;
      return !isFound;
    });
    return isFound;
  }

  /** Visits the nodes that one is bound to, the newest first; false ends it. `asOf` is a tick. */
  visit(node: number, query: ArcQuery, visit: (end: number) => boolean): void {
    const number = this.numberOf(node);
    if (number === undefined) return;
    this.store.visit(number, query, ({ ends }, place) => visit(this.nodes.get(ends[place] as number)));
  }

  /** The number of a node in the store; undefined when it never had a bond. */
  numberOf(node: number): number | undefined {
    const number = this.numbers.get(node);
    return number === 0 ? undefined : number - 1;
  }

  /** The node with a number of the store; numbers from {@link numbered} on are of none. */
  nodeAt(number: number): number {
    return this.nodes.get(number);
  }

  /** Nodes that ever had a bond, one to a number of the store. */
  get numbered(): number {
    return this.nodes.length;
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

  /** Which node has which number, for a snapshot. */
  image(): Uint32Array {
    return this.nodes.used();
  }

  /** Takes over the numbers of an image and counts the bonds of every node. */
  restore(nodes: Uint32Array): void {
    this.nodes.replace(nodes);
    nodes.forEach((node, number) => this.numbers.set(node, number + 1));
    for (const node of nodes) {
      let degree = 0;
      this.visit(node, {}, () => ++degree > 0);
      this.degrees.set(node, degree);
    }
  }

  private number(node: number): number {
    const known = this.numbers.get(node);
    if (known !== 0) return known - 1;
    this.nodes.push(node);
    this.numbers.set(node, this.nodes.length);
    return this.nodes.length - 1;
  }

  private count(node: number, more: number): void {
    this.degrees.set(node, this.degrees.get(node) + more);
  }
}

/** Whether a relation binds groups. */
export function isBond({ strength, to }: Relation): boolean {
  return strength >= STRONG && !OWN.has(to);
}
