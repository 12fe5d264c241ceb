import { TallyError } from '#base';
import type { LibraryFactor } from './definition/definition.ts';
import type { EventTable } from './event-table.ts';
import { eventFields } from './fields-of.ts';

/**
 * The factors whose columns the events and labels have, and what is computed from them alone.
 *
 * @throws TallyError `FACTORS_COLUMN_UNKNOWN` when there is none.
 */
export function knownFactors(
  factors: readonly LibraryFactor[],
  { columns }: EventTable,
  labelNames: readonly string[],
): readonly LibraryFactor[] {
  const known = new Set<string>();
  const kept = factors.filter((factor) => {
    const isKnown =
      factor.kind === 'window'
        ? columns.has(factor.entity) &&
          labelNames.includes(factor.entity) &&
          eventFields([factor]).every((field) => columns.has(field))
        : factor.of.every((operand) => typeof operand === 'number' || known.has(operand));
    if (isKnown) known.add(factor.name);
    return isKnown;
  });
  if (kept.length > 0) return kept;
  throw new TallyError('FACTORS_COLUMN_UNKNOWN', 'the files have the columns of no factor of the pack', {
    hint: 'keys are columns such as id_device in events and labels; tally factors show NAME tells what a factor reads',
  });
}
