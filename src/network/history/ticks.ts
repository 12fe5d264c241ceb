import { doubles } from './columns.ts';

/**
 * The instant a read speaks of, milliseconds. Whatever was recorded later is not there; of what was recorded in the same millisecond
 * `position` (offset in the log, inclusive) decides; Infinity, the default, for all of it.
 */
export interface NetworkInstant {
  readonly asOf: number;
  readonly position?: number;
}

/**
 * The order in which the network came to know things: a tick for each event, counted from 1. Stores keep ticks where they would keep
 * instants, so what was recorded in one second, or by one millisecond, is told apart.
 */
export class Ticks {
  private readonly recorded = doubles();
  private readonly positions = doubles();
  /** The event that a tick is about; another than its own where history was moved. */
  private readonly origins = doubles();

  constructor() {
    this.recorded.push(-Infinity);
    this.positions.push(-Infinity);
    this.origins.push(-1);
  }

  /** The newest. */
  get last(): number {
    return this.recorded.length - 1;
  }

  get bytes(): number {
    return this.recorded.bytes + this.positions.bytes + this.origins.bytes;
  }

  /** A new tick; what comes with an earlier instant than the last counts as recorded with the last. */
  next(recorded: number, position: number, origin = position): number {
    this.recorded.push(Math.max(recorded, this.recorded.get(this.last)));
    this.positions.push(position);
    this.origins.push(origin);
    return this.last;
  }

  /** When a tick was recorded, milliseconds. */
  instantOf(tick: number): number {
    return this.recorded.get(tick);
  }

  positionOf(tick: number): number {
    return this.positions.get(tick);
  }

  /** Offset of the event that a tick is about. */
  originOf(tick: number): number {
    return this.origins.get(tick);
  }

  /** The newest tick that a read as of the instant sees; 0 when it sees none. */
  at({ asOf, position = Infinity }: NetworkInstant): number {
    let [low, high] = [0, this.last];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.recorded.get(middle) <= asOf) low = middle;
      else high = middle - 1;
    }
    while (low > 0 && this.recorded.get(low) === asOf && this.positions.get(low) > position) low--;
    return low;
  }

  image() {
    return { recorded: this.recorded.used(), positions: this.positions.used(), origins: this.origins.used() };
  }

  restore({ recorded, positions, origins }: ReturnType<Ticks['image']>): void {
    this.recorded.replace(recorded);
    this.positions.replace(positions);
    this.origins.replace(origins);
  }
}
