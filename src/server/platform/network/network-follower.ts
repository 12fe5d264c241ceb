import type { EventFlattener, FactorFeed } from '#factors';
import type { IdentityService } from '#identity';
import { networkFeed, type Network } from '#network';

/**
 * Brings a network what the platform takes in. A network wants events in the order of the log: while it still takes in what it
 * missed, what comes live waits.
 */
export class NetworkFollower implements FactorFeed {
  /** Takes in what was missed, whatever waits. */
  readonly behind: FactorFeed;
  private waiting: (() => void)[] | undefined;

  constructor(network: Network, { resolver }: Pick<IdentityService, 'resolver'>, flattener: EventFlattener) {
    const feed = networkFeed(network, flattener);
    this.behind = {
      ...feed,
      ingest(input) {
        const { event } = input;
        const erased = event.kind === 'identity.erased' ? resolver.indexOf(String(event.data['person'])) : undefined;
        if (erased !== undefined) network.erase(erased);
        feed.ingest(input);
      },
    };
  }

  ingest(input: Parameters<FactorFeed['ingest']>[0]): void {
    this.take(() => this.behind.ingest(input));
  }

  merge(from: number, into: number): void {
    this.take(() => this.behind.merge(from, into));
  }

  move(move: Parameters<FactorFeed['move']>[0]): void {
    this.take(() => this.behind.move(move));
  }

  /** From now on what comes live waits. */
  hold(): void {
    this.waiting ??= [];
  }

  /** Takes in what waited; from now on everything is taken as it comes. */
  release(): void {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const step of waiting) step();
  }

  private take(step: () => void): void {
    if (this.waiting === undefined) step();
    else this.waiting.push(step);
  }
}
