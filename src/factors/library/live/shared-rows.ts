import type { LibraryFactor } from '../definition/definition.ts';
import { EventRows, type RowEvent } from './event-rows.ts';
import { FactorReader, type ReadRequest } from './factor-reader.ts';

/** Keys of one entity. */
export interface KeyMove {
  readonly entity: string;
  readonly from: string | number;
  readonly into: string | number;
  /** Positions that move; all when left out. */
  readonly isMoved?: (position: number) => boolean;
}

/** Rows of events behind one door, in this process or shared by many: the same reads have the same bits. */
export interface SharedRows {
  /** Takes events in; one whose position its source has already counts once. */
  append(events: readonly RowEvent[]): Promise<void>;
  /** Moves rows between keys: two turned out to be one, or one to be two. Returns how many moved. */
  move(move: KeyMove): Promise<number>;
  /** A set of factors that is read often. */
  reader(factors: readonly LibraryFactor[]): SharedReader;
  close(): Promise<void>;
}

/** Reads a set of factors. */
export interface SharedReader {
  read(request: ReadRequest): Promise<Float64Array>;
}

/** Rows in the memory of this process. */
export function localRows(entities: readonly string[]): SharedRows {
  const rows = new EventRows();
  for (const entity of entities) rows.addEntity(entity);
  return {
    append: async (events) => events.forEach((event) => rows.append(event)),
    move: async ({ entity, from, into, isMoved }) => rows.move(entity, { from, into }, isMoved),
    reader(factors) {
      const reader = new FactorReader(rows, factors);
      return { read: async (request) => reader.read(request) };
    },
    close: async () => undefined,
  };
}
