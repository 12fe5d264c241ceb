import type { IdentityView } from './identity-view.ts';

/** An identifier that belongs to another person than before: whatever is kept by person moves with it. */
export interface IdentityMove {
  readonly identifier: string;
  readonly from: string;
  readonly to: string;
}

/** What merges and splits between two views move, ordered by identifier. */
export function viewChanges(before: IdentityView, after: IdentityView): IdentityMove[] {
  const personBefore = byIdentifier(before);
  const moves: IdentityMove[] = [];
  for (const [identifier, to] of byIdentifier(after)) {
    const from = personBefore.get(identifier);
    if (from !== undefined && from !== to) moves.push({ identifier, from, to });
  }
  return moves.sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

function byIdentifier(view: IdentityView): Map<string, string> {
  return new Map(view.persons.flatMap((person) => view.members(person).map((key) => [key, person] as const)));
}
