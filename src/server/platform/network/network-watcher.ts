import { DayKeeper, NetworkWatch, type DayFigures, type Network, type WatchedDay, type WatchState } from '#network';

/** What a watcher goes on from after a restart: plain values. */
export interface WatcherImage {
  readonly state: WatchState;
  readonly days: readonly WatchedDay[];
  /** The day that was on its way: of its figures a part is lost, so it is not judged. */
  readonly cutDay: number;
}

/** Days that are kept to be looked at. */
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;

/** Watches a network day by day as it takes in events. */
export class NetworkWatcher {
  private readonly network: Network;
  private readonly watch: NetworkWatch;
  private readonly kept: WatchedDay[];
  private readonly cutDay: number;

  constructor(network: Network, image?: WatcherImage) {
    this.network = network;
    this.watch = new NetworkWatch(image?.state);
    this.kept = [...(image?.days ?? [])];
    this.cutDay = image?.cutDay ?? -1;
    // It hangs itself on the network.
    void new DayKeeper(network, (figures) => this.judge(figures));
  }

  /** The days watched, oldest first. */
  get days(): readonly WatchedDay[] {
    return this.kept;
  }

  image(): WatcherImage {
    const { ticks } = this.network;
    const cutDay = Math.floor(ticks.instantOf(ticks.last) / DAY_MS);
    return { state: this.watch.state(), days: this.kept, cutDay };
  }

  private judge(figures: DayFigures): void {
    if (figures.day === this.cutDay) return;
    this.kept.push(this.watch.day(figures));
    if (this.kept.length > MOST_DAYS) this.kept.shift();
  }
}
