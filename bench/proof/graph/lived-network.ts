import { eventFlattener } from '#factors';
import { createResolver, type Resolver } from '#identity';
import { linkEventOf, Network, type LinkEvent } from '#network';
import type { StoredEvent } from '#stream';
import { liveClosedLoop, type LoopOptions, type TruthRow, type WorldEvent } from '#world';
import { loanEvents, type LoanEvents } from '../factors/own-loans.ts';
import { storedEvent } from '../factors/served-live.ts';

/** Told of every step of a market that is lived through identity. */
export interface MarketListener {
  /** An event with its person, in recorded order. */
  event?(event: StoredEvent, person: number, told: LinkEvent | undefined): void;
  /** Two persons are one from the next event on. */
  merge?(from: number, into: number): void;
  truth?(rows: readonly TruthRow[]): void;
  /** All events of a day were told. */
  day?(day: number): void;
}

/** A market that was lived. */
export interface LivedMarket {
  readonly resolver: Resolver;
  readonly loans: LoanEvents;
  readonly events: number;
  readonly startDay: number;
}

type Loose = Pick<WorldEvent, 'kind' | 'identifiers' | 'occurredAt' | 'data'>;

/** Lives a market through identity, with the lender's own events (decisions, days past due) written each evening. */
export function liveMarket(options: LoopOptions, listener: MarketListener): LivedMarket {
  const resolver = createResolver();
  const flattener = eventFlattener();
  const loans = loanEvents();
  let [offset, startDay] = [0, Infinity];
  const tell = (told: Loose): void => {
    const source = { version: 1, source: 'proof', idempotencyKey: String(offset), ...told };
    const event = storedEvent(source, offset++);
    const { person, merged } = resolver.resolve(event.identifiers);
    for (const { from, into } of merged) listener.merge?.(from.index, into.index);
    listener.event?.(event, person.index, linkEventOf({ event, person: person.index }, flattener));
  };
  for (const lived of liveClosedLoop(options)) {
    startDay = Math.min(startDay, lived.day);
    for (const event of lived.events) {
      loans.hear(event, lived.day);
      tell(event);
    }
    listener.truth?.(lived.truth);
    for (const event of loans.close(lived.day, lived.answers)) tell(event);
    listener.day?.(lived.day);
  }
  return { resolver, loans, events: offset, startDay };
}

/** A listener that keeps a network. */
export function networkKeeper(network = new Network()): MarketListener & { readonly network: Network } {
  return {
    network,
    merge: (from, into) => network.merge(from, into),
    event: (_event, _person, told) => {
      if (told !== undefined) network.take(told);
    },
  };
}
