import type { RowEvent } from '#factors';

/** An event as the network takes it: a row of the factor library with the person that identity found, and the lists that rows do not keep. */
export interface LinkEvent extends RowEvent {
  /** By column: `contacts` of a contact book, and the like; tokens as in the identifiers. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
}
