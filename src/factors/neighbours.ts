import { DAY_MS } from '#base';
import type { AsOf } from './definition.ts';
import { chainOf, newestVisible, type EntityChain, type EventColumns } from './event-columns.ts';

/** Most listers that a factor looks at, the newest; a hotline that everybody lists costs no more than a friend. */
export const MOST_LISTERS = 32;

/** The people and phones around a subject, read from contact books; each circle is walked once a read. */
export class Neighbours {
  private readonly books: EventColumns;
  private readonly listed: EventColumns;
  private readonly owners: EntityChain;
  private readonly phones: EntityChain;
  private book: readonly number[] | undefined;
  private readonly listers = new Map<number, readonly number[]>();

  constructor(books: EventColumns, listed: EventColumns) {
    this.books = books;
    this.listed = listed;
    books.addChain('person');
    this.owners = listed.addChain('person');
    this.phones = listed.addChain('listed_phone');
  }

  /** Forgets the circles of the read before. */
  begin(): void {
    this.book = undefined;
    this.listers.clear();
  }

  /** The phones of the newest visible contact book of the person, last listed first; an empty book lists none. */
  contactsOf(person: number, asOf: AsOf): readonly number[] {
    this.book ??= this.readBook(person, asOf);
    return this.book;
  }

  /** The people who shared a book with this phone in the window, newest first, without the subject himself. */
  listersOf({ phone, person, days }: { phone: number; person: number; days: number }, asOf: AsOf): readonly number[] {
    const known = this.listers.get(days) ?? this.readListers({ phone, person, days }, asOf);
    this.listers.set(days, known);
    return known;
  }

  private readBook(person: number, asOf: AsOf): number[] {
    const newest = newestVisible(this.books, { entity: 'person', key: person, asOf });
    const phones: number[] = [];
    if (newest < 0) return phones;
    const wanted = this.books.offsets.values[newest] ?? 0;
    const { heads, prev } = chainOf(this.listed, 'person');
    for (let row = heads.get(person); row >= 0; row = prev.get(row)) {
      const offset = this.listed.offsets.values[row] ?? 0;
      if (offset < wanted) break;
      if (offset === wanted) phones.push(this.phones.keys.get(row));
    }
    return phones;
  }

  private readListers({ phone, person, days }: { phone: number; person: number; days: number }, asOf: AsOf): number[] {
    const { occurredAt, recordedAt, offsets } = this.listed;
    const start = asOf.at - days * DAY_MS;
    const found: number[] = [];
    for (let row = phone < 0 ? -1 : this.phones.heads.get(phone); row >= 0; row = this.phones.prev.get(row)) {
      const recorded = recordedAt.values[row] ?? NaN;
      if (recorded <= start || found.length === MOST_LISTERS) break;
      if (recorded > asOf.at || (offsets.values[row] ?? 0) > (asOf.offset ?? Infinity)) continue;
      const occurred = occurredAt.values[row] ?? NaN;
      if (occurred <= start || occurred > asOf.at) continue;
      const owner = this.owners.keys.get(row);
      if (owner !== person && !found.includes(owner)) found.push(owner);
    }
    return found;
  }
}
