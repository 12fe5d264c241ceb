/** A binary heap of points by distance: the nearest first with direction 1, the farthest first with -1; ties by number. */
export class DistanceHeap {
  private readonly direction: 1 | -1;
  private distances: Float64Array;
  private points: Int32Array;
  size = 0;

  constructor(direction: 1 | -1, capacity: number) {
    this.direction = direction;
    this.distances = new Float64Array(capacity);
    this.points = new Int32Array(capacity);
  }

  /** Distance of the first point. */
  get distance(): number {
    return this.distances[0] as number;
  }

  /** The first point. */
  get point(): number {
    return this.points[0] as number;
  }

  clear(): void {
    this.size = 0;
  }

  push(distance: number, point: number): void {
    if (this.size === this.points.length) this.grow();
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(distance, point, parent)) break;
      this.move(parent, at);
      at = parent;
    }
    this.set(at, distance, point);
  }

  /** Removes the first point. */
  pop(): void {
    const last = --this.size;
    const [distance, point] = [this.distances[last] as number, this.points[last] as number];
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (
        child + 1 < last &&
        this.isBefore(this.distances[child + 1] as number, this.points[child + 1] as number, child)
      )
        child++;
      if (this.isBefore(distance, point, child)) break;
      this.move(child, at);
      at = child;
    }
    this.set(at, distance, point);
  }

  private isBefore(distance: number, point: number, at: number): boolean {
    const other = this.distances[at] as number;
    if (distance !== other) return this.direction * (distance - other) < 0;
    return this.direction * (point - (this.points[at] as number)) < 0;
  }

  private move(from: number, to: number): void {
    this.set(to, this.distances[from] as number, this.points[from] as number);
  }

  private set(at: number, distance: number, point: number): void {
    this.distances[at] = distance;
    this.points[at] = point;
  }

  private grow(): void {
    const [distances, points] = [new Float64Array(2 * this.size + 16), new Int32Array(2 * this.size + 16)];
    distances.set(this.distances);
    points.set(this.points);
    this.distances = distances;
    this.points = points;
  }
}
