import { must } from '#base';
import type { AsOf, FactorEntity } from './definition.ts';
import { chainOf, keySpace, newestVisible, type EventColumns } from './event-columns.ts';
import type { LiveEngine } from './live-engine.ts';
import type { FactorSubject } from './subject.ts';

/** Finds what is known of an application or a person at an instant: person, device, phone, cell, network and so on. */
export interface SubjectIndex {
  ofApplication(applicationId: string, asOf: AsOf): FactorSubject | undefined;
  /** By the person's newest application, or just the person when there is none. */
  ofPerson(person: number, asOf: AsOf): FactorSubject;
}

export function createSubjectIndex(engine: LiveEngine): SubjectIndex {
  const applications = must(engine.columns.get('application.submitted'), 'application columns');
  const sessions = must(engine.columns.get('session.started'), 'session columns');
  const key = (columns: EventColumns, entity: FactorEntity, row: number): string | undefined =>
    keySpace(engine.spaces, entity).list()[chainOf(columns, entity).keys.get(row)];

  const fromRow = (row: number, asOf: AsOf): FactorSubject => {
    const keys: Partial<Record<FactorEntity, string>> = {};
    for (const { entity } of applications.chains) {
      const text = entity === 'person' ? undefined : key(applications, entity, row);
      if (text !== undefined) keys[entity] = text;
    }
    const person = chainOf(applications, 'person').keys.get(row);
    const device = chainOf(applications, 'device').keys.get(row);
    const session = device < 0 ? -1 : newestVisible(sessions, { entity: 'device', key: device, asOf });
    const network = session < 0 ? undefined : key(sessions, 'network', session);
    return { person, keys: network === undefined ? keys : { ...keys, network } };
  };

  return {
    ofApplication(applicationId, asOf) {
      const code = keySpace(engine.spaces, 'application').find(applicationId);
      const row = newestVisible(applications, { entity: 'application', key: code, asOf });
      return row < 0 ? undefined : fromRow(row, asOf);
    },
    ofPerson(person, asOf) {
      const row = newestVisible(applications, { entity: 'person', key: person, asOf });
      return row < 0 ? { person, keys: {} } : fromRow(row, asOf);
    },
  };
}
