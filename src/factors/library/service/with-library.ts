import type { FactorService } from '../../service.ts';
import type { EventFlattener } from '../live/flatten-event.ts';
import type { FactorLibrary } from './factor-library.ts';

/** A factor service whose events and merges reach the library too. */
export function withLibrary(service: FactorService, library: FactorLibrary, flattener: EventFlattener): FactorService {
  return {
    ...service,
    ingest(input) {
      service.ingest(input);
      const row = flattener.flatten(input);
      if (row !== undefined) library.rows.append(row);
    },
    merge(from, into) {
      service.merge(from, into);
      library.rows.move('person', { from, into });
    },
    move(move) {
      service.move(move);
      library.rows.move('person', move, (position) => move.offsets.has(position));
    },
  };
}
