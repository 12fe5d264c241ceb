import { LINK_STRENGTH } from '#identity';
import type { Identifier, StoredEvent } from '#stream';

const isReference = ({ kind }: Identifier): boolean => kind === 'application' || kind === 'loan';

/**
 * The applications and loans that were asked for with some identifiers of a person: those of events whose strongest own
 * identifier is one of them, and of what follows from these.
 */
export function referencesOf(events: readonly StoredEvent[], identifiers: readonly Identifier[]): Identifier[] {
  const key = ({ kind, token }: Identifier): string => `${kind} ${token}`;
  const going = new Set(identifiers.map(key));
  const found: Identifier[] = [];
  for (const event of events) {
    const marks = event.identifiers
      .filter((identifier) => !isReference(identifier))
      .sort((a, b) => LINK_STRENGTH[b.kind] - LINK_STRENGTH[a.kind]);
    const [strongest] = marks;
    if (strongest === undefined || !going.has(key(strongest))) continue;
    for (const reference of event.identifiers.filter(isReference)) {
      if (going.has(key(reference))) continue;
      going.add(key(reference));
      found.push(reference);
    }
  }
  return found;
}
