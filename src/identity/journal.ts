import type { TenantReader } from '#store';
import type { IdentifierKind } from '#stream';
import type { ComponentState } from './mapping/person.ts';
import type { Resolver } from './resolver.ts';

/*
 * People, links, merges and corrections as one text in the order of recording. A line costs a tenth of a row object on its way from
 * the store, which keeps a restart with a hundred thousand identifiers under a second.
 */
const JOURNAL = `
  select ordinal / 2000 as part, max(ordinal) as last, string_agg(line, E'\\n' order by ordinal) as lines from (
    select ordinal, 'p ' || person_id as line from person where tenant = $1 and ordinal >= $2
    union all
    select ordinal, 'm ' || from_person_id || ' ' || into_person_id from person_merge where tenant = $1 and ordinal >= $2
    union all
    select ordinal, 'l ' || person_id || ' ' || kind || ' ' || token from identifier where tenant = $1 and ordinal >= $2
    union all
    select ordinal, 'c ' || (body->'state')::text from identity_change where tenant = $1 and ordinal >= $2
  ) journal group by ordinal / 2000 order by part`;

/** Brings the resolver from the ordinal `next` up to the store; returns the next free ordinal. */
export async function restoreJournal(read: TenantReader, resolver: Resolver, next: number): Promise<number> {
  for (const { last, lines } of await read.query<{ last: number; lines: string }>(JOURNAL, [next])) {
    for (const line of lines.split('\n')) restoreLine(line, resolver);
    next = last + 1;
  }
  return next;
}

function restoreLine(line: string, resolver: Resolver): void {
  if (line.startsWith('c ')) {
    resolver.apply(JSON.parse(line.slice(2)) as ComponentState);
    return;
  }
  const [type, personId = '', other = '', ...token] = line.split(' ');
  if (type === 'p') resolver.restorePerson(personId);
  else if (type === 'm') resolver.restoreMerge(personId, other);
  else resolver.restoreLink({ kind: other as IdentifierKind, token: token.join(' '), personId });
}
