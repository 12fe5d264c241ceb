import { TallyError } from '#base';
import type { TenantReader } from '#store';
import type { Correction, IdentityChange } from './identity-change.ts';

/** What an undo is about: a link or merge that an event made, or a correction with all its facts. */
export interface Undone {
  readonly fact: number;
  readonly what: 'link' | Correction['kind'];
  readonly numbers: readonly number[];
  readonly persons: readonly string[];
}

/** @throws TallyError `IDENTITY_UNKNOWN` when there is no such fact. */
export async function readUndo(read: TenantReader, fact: number): Promise<Undone> {
  const [change] = await read.query<{
    kind: Correction['kind'];
    body: Pick<IdentityChange, 'facts' | 'created' | 'persons'>;
  }>('select kind, body from identity_change where tenant = $1 and ordinal = $2', [fact]);
  if (change !== undefined) {
    const { facts, created, persons } = change.body;
    return { fact, what: change.kind, numbers: [...created, ...facts.map(({ number }) => number)], persons };
  }
  const [merge] = await read.query<{ from_person_id: string; into_person_id: string }>(
    'select from_person_id, into_person_id from person_merge where tenant = $1 and ordinal = $2',
    [fact],
  );
  if (merge !== undefined) {
    return { fact, what: 'merge', numbers: [fact], persons: [merge.from_person_id, merge.into_person_id] };
  }
  const [link] = await read.query<{ person_id: string }>(
    'select person_id from identifier where tenant = $1 and ordinal = $2',
    [fact],
  );
  if (link !== undefined) return { fact, what: 'link', numbers: [fact], persons: [link.person_id] };
  throw new TallyError('IDENTITY_UNKNOWN', `there is no fact ${fact} of identity`, {
    hint: 'links, merges and corrections of a person carry their numbers',
    status: 404,
  });
}
