import { TallyError, log, type Rng } from '#base';
import { DistanceHeap } from './distance-heap.ts';

/** Points, row-major. */
export interface Points {
  readonly count: number;
  readonly width: number;
  readonly values: Float64Array;
}

/** Settings of the graph. */
export interface HnswSettings {
  /** Links of a point on each upper layer; twice as many on the ground layer. */
  readonly links: number;
  /** Candidates kept while a point is inserted. */
  readonly buildWidth: number;
}

/** A graph as plain arrays; -1 where there is no link. */
export interface HnswGraph {
  /** Top layer of each point. */
  readonly layer: Int32Array;
  /** 2 x links places per point. */
  readonly ground: Int32Array;
  /** links places per point and upper layer, points in order. */
  readonly upper: Int32Array;
  readonly entry: number;
}

/**
 * Hierarchical navigable small world graph for nearest neighbours by Euclidean distance (Malkov and Yashunin, IEEE TPAMI
 * 2020), neighbours chosen by the diversity rule (algorithm 4) and filled up. Same points and seed, same graph.
 */
export class Hnsw {
  private readonly points: Points;
  private readonly settings: HnswSettings;
  private readonly layer: Int32Array;
  private readonly ground: Int32Array;
  private readonly upper: Int32Array;
  private readonly upperStart: Int32Array;
  private readonly seen: Int32Array;
  private stamp = 0;
  private entry = -1;
  private readonly open: DistanceHeap;
  private readonly found: DistanceHeap;
  private target: Float64Array;
  private targetAt = 0;
  private readonly place: Place;

  private constructor(points: Points, settings: HnswSettings, layer: Int32Array) {
    this.points = points;
    this.settings = settings;
    this.layer = layer;
    this.upperStart = new Int32Array(points.count + 1);
    layer.forEach((top, i) => (this.upperStart[i + 1] = (this.upperStart[i] as number) + top * settings.links));
    this.ground = new Int32Array(points.count * 2 * settings.links).fill(-1);
    this.upper = new Int32Array(this.upperStart[points.count] as number).fill(-1);
    this.seen = new Int32Array(points.count);
    this.open = new DistanceHeap(1, 1024);
    this.found = new DistanceHeap(-1, 1024);
    this.target = points.values;
    this.place = { values: points.values, width: points.width, start: 0 };
  }

  /** Builds the graph, point by point; `onPoint` runs before each and may throw to stop. */
  static build(
    points: Points,
    settings: HnswSettings & { readonly rng: Rng; readonly onPoint?: (i: number) => void },
  ): Hnsw {
    const scale = 1 / log(settings.links);
    const { rng } = settings;
    const layer = Int32Array.from({ length: points.count }, () =>
      Math.min(30, Math.floor(-log(1 - rng.uniform()) * scale)),
    );
    const graph = new Hnsw(points, settings, layer);
    for (let i = 0; i < points.count; i++) {
      settings.onPoint?.(i);
      graph.insert(i);
    }
    return graph;
  }

  /** Restores a graph; throws `LEARN_MODEL_INVALID` when it does not fit the points. */
  static load(points: Points, settings: HnswSettings, saved: HnswGraph): Hnsw {
    const graph = new Hnsw(points, settings, saved.layer);
    const isInside = (at: number): boolean => at >= -1 && at < points.count;
    if (
      saved.ground.length !== graph.ground.length ||
      saved.upper.length !== graph.upper.length ||
      !saved.ground.every(isInside) ||
      !saved.upper.every(isInside) ||
      !isInside(saved.entry)
    ) {
      throw new TallyError('LEARN_MODEL_INVALID', 'the graph of the model does not fit its points', {
        hint: 'the file was changed or cut short: save the model again',
      });
    }
    graph.ground.set(saved.ground);
    graph.upper.set(saved.upper);
    graph.entry = saved.entry;
    return graph;
  }

  /** The graph as plain arrays. */
  graph(): HnswGraph {
    return { layer: this.layer, ground: this.ground, upper: this.upper, entry: this.entry };
  }

  /**
   * About the `count` nearest points to `query`, at least `width` candidates considered. They are left in the heap that is
   * returned, the farthest first, until the next search.
   */
  search(query: Float64Array, count: number, width: number): DistanceHeap {
    this.target = query;
    this.targetAt = 0;
    const near = this.descend(this.entry, 0);
    this.searchLayer(near, 0, Math.max(count, width));
    while (this.found.size > count) this.found.pop();
    return this.found;
  }

  private insert(i: number): void {
    if (this.entry === -1) {
      this.entry = i;
      return;
    }
    this.target = this.points.values;
    this.targetAt = i * this.points.width;
    const top = this.layer[i] as number;
    const highest = this.layer[this.entry] as number;
    let near = this.descend(this.entry, top);
    for (let layer = Math.min(top, highest); layer >= 0; layer--) {
      this.searchLayer(near, layer, this.settings.buildWidth);
      const chosen = this.choose(this.ranked(), this.settings.links);
      near = chosen[0] ?? near;
      chosen.forEach((other, place) => (this.linksOf(i, layer)[place] = other));
      for (const other of chosen) this.connect(other, i, layer);
    }
    if (top > highest) this.entry = i;
  }

  /** The nearest point found by greedy steps from `from` down to just above `layer`. */
  private descend(from: number, layer: number): number {
    let near = from;
    let least = this.distanceTo(near);
    for (let at = this.layer[from] as number; at > layer; at--) {
      for (let isBetter = true; isBetter;) {
        isBetter = false;
        const from = this.linksFrom(near, at);
        for (let l = from; l < from + this.settings.links && this.upper[l] !== -1; l++) {
          const other = this.upper[l] as number;
          const distance = this.distanceTo(other);
          if (distance >= least) continue;
          least = distance;
          near = other;
          isBetter = true;
        }
      }
    }
    return near;
  }

  /** Leaves the `width` nearest points of a layer in `found` (algorithm 2). */
  private searchLayer(from: number, layer: number, width: number): void {
    const { open, found, seen } = this;
    const stamp = ++this.stamp;
    const links = layer === 0 ? this.ground : this.upper;
    const places = layer === 0 ? 2 * this.settings.links : this.settings.links;
    open.clear();
    found.clear();
    const start = this.distanceTo(from);
    seen[from] = stamp;
    open.push(start, from);
    found.push(start, from);
    while (open.size > 0) {
      if (open.distance > found.distance && found.size >= width) break;
      const begin = this.linksFrom(open.point, layer);
      open.pop();
      for (let l = begin; l < begin + places; l++) {
        const other = links[l] as number;
        if (other === -1) break;
        if (seen[other] === stamp) continue;
        seen[other] = stamp;
        const distance = this.distanceTo(other);
        if (found.size >= width && distance >= found.distance) continue;
        open.push(distance, other);
        found.push(distance, other);
        if (found.size > width) found.pop();
      }
    }
  }

  /** The points of `found` with their distances, nearest first. */
  private ranked(): Candidate[] {
    const out: Candidate[] = [];
    for (; this.found.size > 0; this.found.pop()) out.push({ point: this.found.point, distance: this.found.distance });
    return out.reverse();
  }

  /** Points that are nearer to the target than to any chosen before, then the nearest others. */
  private choose(candidates: readonly Candidate[], count: number): number[] {
    const chosen: number[] = [];
    const spare: number[] = [];
    for (const { point, distance } of candidates) {
      if (chosen.length === count) break;
      const isApart = chosen.every((other) => this.between(point, other) > distance);
      (isApart ? chosen : spare).push(point);
    }
    return [...chosen, ...spare.slice(0, count - chosen.length)];
  }

  /** Adds a link from `from` to `to`, giving up the least useful one when all places are taken. */
  private connect(from: number, to: number, layer: number): void {
    const links = this.linksOf(from, layer);
    const free = links.indexOf(-1);
    if (free !== -1) {
      links[free] = to;
      return;
    }
    const candidates = [...links, to].map((point) => ({ point, distance: this.between(point, from) }));
    candidates.sort((a, b) => a.distance - b.distance || a.point - b.point);
    links.set(this.choose(candidates, links.length));
  }

  private linksOf(point: number, layer: number): Int32Array {
    const from = this.linksFrom(point, layer);
    const { links } = this.settings;
    return layer === 0 ? this.ground.subarray(from, from + 2 * links) : this.upper.subarray(from, from + links);
  }

  /** Where the links of a point begin, in `ground` for layer 0 and in `upper` above. */
  private linksFrom(point: number, layer: number): number {
    const { links } = this.settings;
    return layer === 0 ? 2 * links * point : (this.upperStart[point] as number) + (layer - 1) * links;
  }

  private distanceTo(point: number): number {
    return squaredGap(this.target, this.targetAt, this.at(point));
  }

  private between(a: number, b: number): number {
    return squaredGap(this.points.values, a * this.points.width, this.at(b));
  }

  /** The place of a point, in one object that is used again and again. */
  private at(point: number): Place {
    this.place.start = point * this.points.width;
    return this.place;
  }
}

interface Candidate {
  readonly point: number;
  readonly distance: number;
}

interface Place {
  readonly values: Float64Array;
  readonly width: number;
  start: number;
}

function squaredGap(from: Float64Array, start: number, to: Place): number {
  const { values, width } = to;
  let sum = 0;
  for (let j = 0; j < width; j++) {
    const gap = (from[start + j] as number) - (values[to.start + j] as number);
    sum += gap * gap;
  }
  return sum;
}
