import type { WorldEvent } from './event.ts';

export type Data = Readonly<Record<string, unknown>>;

/** The signals that belong to one application, as its day's events carried them. */
export interface Dossier {
  readonly application: Data;
  readonly bureau: Data;
  readonly phone: Data;
  readonly session: Data;
}

/** Finds the dossiers of a day: an applicant's reports come on the same day, under the same identifiers. */
export function dossiersOf(events: readonly WorldEvent[]): Dossier[] {
  const latest = new Map<string, Data>();
  const dossiers: Dossier[] = [];
  for (const event of events) {
    const key = keyOf(event);
    if (event.kind !== 'application.submitted') {
      if (key !== undefined) latest.set(key, event.data);
      continue;
    }
    const find = (kind: string, identifier: string): Data => latest.get(`${kind}:${valueOf(event, identifier)}`) ?? {};
    dossiers.push({
      application: event.data,
      bureau: find('bureau.reported', 'national_id'),
      phone: find('phone.profiled', 'phone'),
      session: find('session.started', 'account'),
    });
  }
  return dossiers;
}

const keyedBy: Readonly<Record<string, string>> = {
  'bureau.reported': 'national_id',
  'phone.profiled': 'phone',
  'session.started': 'account',
};

function keyOf(event: WorldEvent): string | undefined {
  const identifier = keyedBy[event.kind];
  return identifier === undefined ? undefined : `${event.kind}:${valueOf(event, identifier)}`;
}

function valueOf({ identifiers }: WorldEvent, kind: string): string | undefined {
  return identifiers.find((identifier) => identifier.kind === kind)?.value;
}
