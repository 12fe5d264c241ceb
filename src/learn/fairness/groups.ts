import { TallyError } from '#base';

/** The group of each row: an index into `dictionary`, -1 where unknown (such rows are left out). A text column fits. */
export interface Groups {
  readonly values: Int32Array;
  readonly dictionary: readonly string[];
}

/** Whom the other groups are compared with. */
export interface Comparison {
  readonly groups: Groups;
  /** Name of the reference group. */
  readonly reference: string;
  readonly weights?: Float64Array;
}

/**
 * The reference group's index, and the indexes of the other groups that occur.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_GROUP` when the reference has no rows or is the only group.
 */
export function comparedGroups(
  { groups, reference, weights }: Comparison,
  rows: number,
): { readonly base: number; readonly others: readonly number[] } {
  if (groups.values.length !== rows || (weights?.length ?? rows) !== rows) {
    throw new TallyError('LEARN_SHAPE', `there are ${groups.values.length} groups for ${rows} rows`, {
      hint: 'give one group, and one weight if any, per row',
    });
  }
  const present = [...new Set(groups.values)].filter((code) => code >= 0).sort((a, b) => a - b);
  const base = groups.dictionary.indexOf(reference);
  const others = present.filter((code) => code !== base);
  if (present.includes(base) && others.length > 0) return { base, others };
  const names = present.map((code) => groups.dictionary[code]).join(', ');
  throw new TallyError('LEARN_GROUP', `the reference group "${reference}" cannot be compared among: ${names}`, {
    hint: 'name a group that has rows, and give rows of another one',
    data: { reference },
  });
}
