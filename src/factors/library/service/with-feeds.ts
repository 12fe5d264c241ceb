import type { FactorService } from '../../service.ts';
import type { EventFlattener } from '../live/flatten-event.ts';
import type { FactorLibrary } from './factor-library.ts';

/** What keeps hot state true: events, and persons that turn out to be one or two. */
export type FactorFeed = Pick<FactorService, 'ingest' | 'merge' | 'move'>;

/** Brings events and moves to the rows of a library. */
export function libraryFeed({ rows }: FactorLibrary, flattener: EventFlattener): FactorFeed {
  return {
    ingest(input) {
      const row = flattener.flatten(input);
      if (row !== undefined) rows.append(row);
    },
    merge: (from, into) => void rows.move('person', { from, into }),
    move: (move) => void rows.move('person', move, (position) => move.offsets.has(position)),
  };
}

/** A factor service whose events and moves reach others too, such as the library and the network. */
export function withFeeds(service: FactorService, feeds: readonly FactorFeed[]): FactorService {
  const all: readonly FactorFeed[] = [service, ...feeds];
  return {
    ...service,
    ingest(input) {
      for (const feed of all) feed.ingest(input);
    },
    merge(from, into) {
      for (const feed of all) feed.merge(from, into);
    },
    move(move) {
      for (const feed of all) feed.move(move);
    },
  };
}
