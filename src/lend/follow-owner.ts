import { forTenant, type UnitBuilder } from '#store';
import type { StoredEvent } from '#stream';
import type { LendPorts } from './ports.ts';
import type { PendingOffer } from './decide-application.ts';
import { applicationTable, loanTable } from './tables.ts';

/** Applications and loans whose person changed: their rows and what is open in memory name the new one. */
export async function followOwner(
  ports: LendPorts,
  events: ReadonlyMap<number, readonly StoredEvent[]>,
  offers: Map<string, PendingOffer>,
): Promise<(unit: UnitBuilder) => void> {
  const owners = ownersOf(ports, events);
  const read = forTenant(ports.db, ports.tenant);
  const stale = async (table: 'application' | 'loan'): Promise<(readonly [string, string])[]> => {
    const rows = await read.query<{ id: string; person_id: string }>(
      `select ${table}_id as id, person_id from ${table} where tenant = $1 and ${table}_id = any($2::text[])`,
      [[...owners[table].keys()]],
    );
    return rows.flatMap(({ id, person_id }) => {
      const owner = owners[table].get(id);
      return owner === undefined || owner === person_id ? [] : [[id, owner] as const];
    });
  };
  const [applications, loans] = await Promise.all([stale('application'), stale('loan')]);
  return (unit) => {
    for (const [id, personId] of applications) {
      const offer = offers.get(id);
      if (offer !== undefined) offers.set(id, { ...offer, personId });
    }
    for (const [id, personId] of loans) ports.book.setPerson(id, personId);
    unit.update(
      applicationTable,
      applications.map(([application_id, person_id]) => ({ application_id, person_id })),
    );
    unit.update(
      loanTable,
      loans.map(([loan_id, person_id]) => ({ loan_id, person_id })),
    );
  };
}

function ownersOf({ identity }: LendPorts, events: ReadonlyMap<number, readonly StoredEvent[]>) {
  const owners = { application: new Map<string, string>(), loan: new Map<string, string>() };
  for (const [person, own] of events) {
    const { id } = identity.resolver.byIndex(person);
    for (const { identifiers } of own) {
      for (const { kind, token } of identifiers) {
        if (kind === 'application' || kind === 'loan') owners[kind].set(token, id);
      }
    }
  }
  return owners;
}
