import type { EventKind } from '../kind.ts';
import * as acquisition from './acquisition.ts';
import * as application from './application.ts';
import * as books from './books.ts';
import * as identity from './identity.ts';
import * as lending from './lending.ts';
import * as relations from './relations.ts';
import * as signals from './signals.ts';

export * from './acquisition.ts';
export * from './application.ts';
export * from './books.ts';
export * from './identity.ts';
export * from './lending.ts';
export * from './relations.ts';
export * from './signals.ts';

/** Every kind of event the platform knows, by name. */
export const eventKinds: ReadonlyMap<string, EventKind> = new Map(
  [acquisition, application, books, identity, lending, relations, signals]
    .flatMap((room) => Object.values(room))
    .filter((value): value is EventKind => 'kind' in value && 'personal' in value)
    .map((kind) => [kind.kind, kind]),
);
