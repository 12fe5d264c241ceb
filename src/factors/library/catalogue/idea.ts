import type { ConsentScope, FactorPurpose } from '../../definition.ts';
import type { EventFilter, ValueExpression } from '../definition/definition.ts';
import type { MeasureName } from './measures.ts';
import { parseIdea } from './parse-idea.ts';
import type { Tempo } from './windows.ts';

/** One text in both languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A meaning written by hand: what is measured on which events of which key. Windows and aggregates are not part of it. */
export interface Idea {
  readonly name: string;
  readonly source: string;
  readonly entity: string;
  readonly tempo: Tempo;
  readonly measure: MeasureName;
  readonly value?: ValueExpression;
  readonly second?: ValueExpression;
  readonly where?: EventFilter;
  readonly words: Words;
}

/** What a pack says about itself; `reason` begins the reason that a decision shows. */
export interface PackAbout {
  readonly name: string;
  readonly version: number;
  readonly title: Words;
  readonly documentation: Words;
  readonly reason: Words;
  readonly purposes: readonly FactorPurpose[];
  readonly consent?: ConsentScope;
  readonly withheldIn?: readonly string[];
}

/** Ideas of one field of business, released together. */
export interface LibraryPack extends PackAbout {
  readonly ideas: readonly Idea[];
}

/** A pack of the ideas in its blocks. */
export function libraryPack(about: PackAbout, ...blocks: readonly (readonly Idea[])[]): LibraryPack {
  return { ...about, ideas: blocks.flat() };
}

/**
 * Ideas about the events of one kind and one key, an idea a line: `name | measure value ? filter | English | 中文`.
 * The measure says which aggregates make sense; events of a `tempo` are looked at in its windows.
 */
export function on(
  source: string,
  { by, tempo }: { readonly by: string; readonly tempo: Tempo },
  table: string,
): Idea[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => ({ source, entity: by, tempo, ...parseIdea(line) }));
}
