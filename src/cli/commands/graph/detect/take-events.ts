import { createResolver } from '#identity';
import { CaseBook, linkEventsOf, type LinkEvent } from '#network';
import { identifierKinds, type Identifier } from '#stream';
import type { KindTable } from './event-tables.ts';

export interface TakenEvents {
  readonly book: CaseBook;
  readonly events: number;
  /** Events that became known after the instant, and those without a readable time. */
  readonly later: number;
  readonly withoutTime: number;
  readonly persons: number;
}

const identifiers = identifierKinds.map((kind) => [kind, `id_${kind}`] as const);

/** Takes the events of all tables in the order in which they became known, up to an instant, each as the person's whom identity finds. */
export function takeEvents(tables: readonly KindTable[], asOf: number, onTaken: (done: number) => void): TakenEvents {
  const book = new CaseBook();
  const resolver = createResolver();
  const heads = tables.map(({ kind, frame }) => ({
    rows: linkEventsOf(frame, { kind }),
    head: undefined as LinkEvent | undefined,
  }));
  let [events, later, withoutTime] = [0, 0, 0];
  const persons = new Set<number>();
  for (const one of heads) one.head = nextOf(one.rows);
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const one of heads) {
      if (one.head !== undefined && (first?.head === undefined || !(one.head.recorded >= first.head.recorded)))
        first = one;
    }
    const event = first?.head;
    if (first === undefined || event === undefined) break;
    first.head = nextOf(first.rows);
    if (event.recorded > asOf) later++;
    else if (event.recorded !== event.recorded) withoutTime++;
    else {
      persons.add(take(book, resolver, event));
      if (++events % 50_000 === 0) onTaken(events + later);
    }
  }
  return { book, events, later, withoutTime, persons: persons.size };
}

function nextOf(rows: Iterator<LinkEvent>): LinkEvent | undefined {
  const { value, done } = rows.next();
  return done === true ? undefined : value;
}

function take(book: CaseBook, resolver: ReturnType<typeof createResolver>, event: LinkEvent): number {
  const named = identifiers.flatMap(([kind, column]): Identifier[] => {
    const token = event.fields[column];
    return token === undefined ? [] : [{ kind, token: String(token) }];
  });
  const { person, merged } = resolver.resolve(named);
  for (const { from, into } of merged) book.merge(from.index, into.index);
  book.take({ ...event, fields: { ...event.fields, person: person.index } });
  return person.index;
}
