import { TallyError } from '#base';
import { nearestName } from '#table';
import { columnsOf, type TapeMapping } from './mapping.ts';

/**
 * The first of a preset's mappings whose columns the file has.
 *
 * @throws TallyError `LEND_TAPE_COLUMNS` that names what is missing and what looks like it.
 */
export function chooseMapping(mappings: readonly TapeMapping[], names: readonly string[], path: string): TapeMapping {
  const known = new Set(names);
  const lacking = mappings.map((mapping) => ({
    mapping,
    missing: columnsOf(mapping).filter((name) => !known.has(name)),
  }));
  lacking.sort((a, b) => a.missing.length - b.missing.length);
  const [best] = lacking;
  if (best === undefined || best.missing.length === 0) return best?.mapping as TapeMapping;
  const named = best.missing.slice(0, 8).map((name) => {
    const nearest = nearestName(name, names);
    return nearest === undefined ? `"${name}"` : `"${name}" (nearest: "${nearest}")`;
  });
  const more = best.missing.length > 8 ? ` and ${best.missing.length - 8} more` : '';
  throw new TallyError(
    'LEND_TAPE_COLUMNS',
    `"${path}" lacks columns of ${best.mapping.name}: ${named.join(', ')}${more}`,
    {
      hint: 'choose another preset, or write a mapping of your own and give it with --map',
      data: { missing: best.missing, columns: names },
      status: 422,
    },
  );
}
