/** A set of records with equal ones as one. */
export interface Condensed {
  /** One record for each different content. */
  readonly members: readonly number[];
  /** All records of each. */
  readonly copies: readonly (readonly number[])[];
}

/** @param first - for each record the first one equal to it */
export function condense(members: readonly number[], first: Int32Array): Condensed {
  const groups = new Map<number, number[]>();
  for (const row of members) {
    const copies = groups.get(first[row] as number);
    if (copies === undefined) groups.set(first[row] as number, [row]);
    else copies.push(row);
  }
  const copies = [...groups.values()];
  return { members: copies.map(([row]) => row as number), copies };
}
