import type { Identifier } from '#stream';
import type { Resolver } from '../resolver.ts';
import type { ComponentView } from './component-view.ts';
import { JOINING } from './link-rules.ts';
import type { ComponentState } from './person.ts';

/** What the live map has to take over so that it believes what the component means afterwards. */
export function componentState(
  { before, after }: { readonly before: ComponentView; readonly after: ComponentView },
  resolver: Resolver,
): ComponentState {
  const users = changedUsers(before, after, resolver);
  const ownerOf = (identifier: Identifier): string | undefined =>
    (users.get(keyOf(identifier))?.users ?? resolver.usersAsMade(identifier))[0];
  const traits = new Map(
    [...new Set(after.roots.values())].map((id) => [id, { id, nationalId: '', anonymous: true, size: 0 }]),
  );
  for (const { a, b } of after.links) {
    const identifier = a as Identifier;
    const root = traits.get(after.roots.get(b.token) ?? '');
    if (root === undefined || !JOINING.has(identifier.kind) || ownerOf(identifier) !== b.token) continue;
    root.anonymous = false;
    root.size++;
    if (identifier.kind === 'national_id' && root.nationalId === '') root.nationalId = identifier.token;
  }
  return {
    persons: [...after.roots],
    roots: [...traits.values()],
    links: [...users.values()].map(({ identifier, users: ids }) => [identifier.kind, identifier.token, ids] as const),
    apart: after.apart,
  };
}

interface ChangedUsers {
  readonly identifier: Identifier;
  readonly users: readonly string[];
}

/** Identifiers whose links came or went, with who is seen with them now: whoever takes an owner's place owns it. */
function changedUsers(before: ComponentView, after: ComponentView, resolver: Resolver): Map<string, ChangedUsers> {
  const [was, is] = [before, after].map(({ links }) => new Set(links.map(({ number }) => number))) as [
    Set<number>,
    Set<number>,
  ];
  const gone = before.links.filter(({ number }) => !is.has(number));
  const come = after.links.filter(({ number }) => !was.has(number));
  const changed = new Map<string, ChangedUsers>();
  for (const { a } of [...gone, ...come]) {
    const identifier = a as Identifier;
    const key = keyOf(identifier);
    const mine = (links: typeof gone): string[] =>
      links.filter((link) => keyOf(link.a as Identifier) === key).map(({ b }) => b.token);
    const [left, joined] = [mine(gone), mine(come)];
    const known = resolver.usersAsMade(identifier);
    const kept = known.filter((id) => !left.includes(id) && !joined.includes(id));
    const wasOwned = known.length === 0 || left.includes(known[0] ?? '');
    changed.set(key, { identifier, users: wasOwned ? [...joined, ...kept] : [...kept, ...joined] });
  }
  return changed;
}

function keyOf({ kind, token }: Identifier): string {
  return `${kind} ${token}`;
}
