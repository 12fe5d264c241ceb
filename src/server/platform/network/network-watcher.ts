import { DayKeeper, NetworkWatch } from '#network';
import type { DayFigures, DayKeeperImage, Network, WatchedDay, WatchState } from '#network';

/** What a watcher goes on from after a restart: plain values. */
export interface WatcherImage {
  readonly state: WatchState;
  readonly days: readonly WatchedDay[];
  /** What was noted of the day on its way. */
  readonly keeper: DayKeeperImage;
}

/** Days that are kept to be looked at. */
const MOST_DAYS = 400;

/** Watches a network day by day as it takes in events. */
export class NetworkWatcher {
  private readonly watch: NetworkWatch;
  private readonly kept: WatchedDay[];
  private readonly keeper: DayKeeper;

  constructor(network: Network, image?: WatcherImage) {
    this.watch = new NetworkWatch(image?.state);
    this.kept = [...(image?.days ?? [])];
    this.keeper = new DayKeeper(network, (figures) => this.judge(figures), image?.keeper);
  }

  /** The days watched, oldest first. */
  get days(): readonly WatchedDay[] {
    return this.kept;
  }

  /** Makes up to `limit` of the reads that the day's end would make otherwise; true while there are more. */
  drain(limit: number): boolean {
    return this.keeper.drain(limit);
  }

  image(): WatcherImage {
    return { state: this.watch.state(), days: this.kept, keeper: this.keeper.image() };
  }

  private judge(figures: DayFigures): void {
    this.kept.push(this.watch.day(figures));
    if (this.kept.length > MOST_DAYS) this.kept.shift();
  }
}
