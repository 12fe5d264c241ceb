import type { LibraryFactor } from '../definition/definition.ts';
import type { FactorColumns } from '../event-table.ts';

/** How two engines agree. */
export interface Agreement {
  readonly cells: number;
  /** Cells with the same bits, missing with missing. */
  readonly equal: number;
  /** Cells that differ by no more than the tolerance their aggregate declares. */
  readonly close: number;
  readonly different: number;
  /** The first difference, for people. */
  readonly example: string | undefined;
}

/** Relative tolerance of aggregates that need exp, log or trigonometry, where SQL engines have their own. */
const CLOSE = 1e-9;

/** Compares two engines cell by cell; `isClose` names the factors that may differ within the tolerance. */
export function compareColumns(
  factors: readonly LibraryFactor[],
  [left, right]: readonly [FactorColumns, FactorColumns],
  isClose: (factor: number) => boolean,
): Agreement {
  let [cells, equal, close, different] = [0, 0, 0, 0];
  let example: string | undefined;
  factors.forEach((factor, f) => {
    const [a, b] = [left[f] as Float64Array, right[f] as Float64Array];
    for (let row = 0; row < a.length; row++) {
      const [x, y] = [a[row] as number, b[row] as number];
      cells++;
      if (Object.is(x, y)) equal++;
      else if (isClose(f) && Math.abs(x - y) <= CLOSE * Math.max(1, Math.abs(x))) close++;
      else {
        different++;
        example ??= `${describe(factor)} row ${row}: ${x} and ${y}`;
      }
    }
  });
  return { cells, equal, close, different, example };
}

function describe(factor: LibraryFactor): string {
  return factor.kind === 'window' ? `${factor.name} (${factor.aggregate})` : `${factor.name} (${factor.op})`;
}
