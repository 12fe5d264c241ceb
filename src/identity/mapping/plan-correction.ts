import { createHash } from 'node:crypto';
import { TallyError } from '#base';
import type { TenantReader } from '#store';
import type { Identifier } from '#stream';
import { type IdentityFact } from '../graph/identity-fact.ts';
import { holding } from '../graph/identity-graph.ts';
import type { Resolver } from '../resolver.ts';
import { componentState } from './component-state.ts';
import { viewComponent } from './component-view.ts';
import type { Correction, CorrectionNote, IdentityChange } from './identity-change.ts';
import { LINK_STRENGTH } from './link-rules.ts';
import type { Person } from './person.ts';
import { factsOf, personNode, readComponent, type Component } from './read-component.ts';
import { readUndo, type Undone } from './read-undo.ts';

/** What a correction adds to the tables of links, merges and persons. */
export interface NewRows {
  readonly person: { readonly id: string; readonly ordinal: number } | undefined;
  readonly links: readonly (Identifier & {
    readonly ordinal: number;
    readonly person: string;
    readonly occurredAt: number;
  })[];
  readonly merges: readonly { readonly ordinal: number; readonly from: string; readonly into: string }[];
}

export interface PlannedCorrection {
  readonly change: IdentityChange;
  readonly rows: NewRows;
}

export interface PlanParts {
  readonly resolver: Resolver;
  readonly read: TenantReader;
  /** The next free number of the journal. */
  readonly next: number;
}

/**
 * Works out what a correction means for the persons it touches; changes nothing yet. Call while memory and store agree.
 *
 * @throws TallyError `IDENTITY_UNKNOWN`, `IDENTITY_MERGE_SELF`, `IDENTITY_SPLIT`, `IDENTITY_UNDONE`, `IDENTITY_REFUSED`.
 */
export async function planCorrection(
  correction: Correction,
  note: CorrectionNote,
  parts: PlanParts,
): Promise<PlannedCorrection> {
  const undone = correction.kind === 'undo' ? await readUndo(parts.read, correction.fact) : undefined;
  const component = await readComponent(parts.read, undone?.persons ?? startOf(correction, parts.resolver));
  const draft = new Draft(component, note, parts);
  const kind = draft.fill(correction, undone);
  return draft.finish(kind, undone?.fact);
}

function startOf(correction: Correction, resolver: Resolver): string[] {
  if (correction.kind === 'merge') {
    return [knownPerson(resolver, correction.from).id, knownPerson(resolver, correction.into).id];
  }
  return correction.kind === 'undo' ? [] : [knownPerson(resolver, correction.person).id];
}

function knownPerson(resolver: Resolver, id: string): Person {
  const person = resolver.byId(id);
  if (person !== undefined) return person;
  throw new TallyError('IDENTITY_UNKNOWN', `there is no person ${id}`, {
    hint: 'give the id of a person',
    status: 404,
  });
}

/** The facts and rows of one correction while it is worked out. */
class Draft {
  private readonly component: Component;
  private readonly note: CorrectionNote;
  private readonly resolver: Resolver;
  private readonly facts: readonly IdentityFact[];
  private readonly added: IdentityFact[] = [];
  private readonly merges: NewRows['merges'][number][] = [];
  private readonly links: NewRows['links'][number][] = [];
  private person: NewRows['person'];
  private next: number;

  constructor(component: Component, note: CorrectionNote, { resolver, next }: PlanParts) {
    this.component = component;
    this.note = note;
    this.resolver = resolver;
    this.next = next;
    this.facts = factsOf(component);
  }

  /** Adds what the correction says; answers what it turned out to be. */
  fill(correction: Correction, undone: Undone | undefined): Correction['kind'] {
    switch (correction.kind) {
      case 'merge':
        this.merge(correction.from, correction.into);
        return 'merge';
      case 'split':
        this.split(knownPerson(this.resolver, correction.person), correction.identifiers);
        return 'split';
      case 'apart':
        return this.setApart(knownPerson(this.resolver, correction.person), correction.a, correction.b);
      case 'undo':
        if (undone !== undefined) this.undo(undone);
        return 'undo';
    }
  }

  finish(kind: Correction['kind'], undoes: number | undefined): PlannedCorrection {
    const { actor, reason, at } = this.note;
    const persons = [...this.component.persons, ...(this.person === undefined ? [] : [this.person.id])];
    const before = viewComponent(this.facts, persons);
    const after = viewComponent(this.allFacts(), persons);
    if (after.refused.some(({ a }) => a.kind === 'national_id')) {
      throw refused('a person would have two national ids', 'split the person instead');
    }
    const lost = this.merges.find(({ from, into }) => after.roots.get(from) !== after.roots.get(into));
    if (lost !== undefined) {
      throw refused(
        `${lost.from} and ${lost.into} cannot be one`,
        'both have a national id, or a split keeps them apart',
      );
    }
    const change: IdentityChange = {
      number: this.next,
      kind,
      actor,
      reason,
      occurredAt: this.occurredAt,
      recordedAt: at,
      ...(undoes === undefined ? {} : { undoes }),
      facts: this.added,
      created: [...this.links, ...this.merges].map(({ ordinal }) => ordinal),
      persons,
      state: componentState({ before, after }, this.resolver),
    };
    return { change, rows: { person: this.person, links: this.links, merges: this.merges } };
  }

  private get occurredAt(): number {
    return this.note.occurredAt ?? 0;
  }

  private merge(fromId: string, intoId: string): void {
    const [from, into] = [knownPerson(this.resolver, fromId), knownPerson(this.resolver, intoId)];
    if (from === into) {
      throw new TallyError('IDENTITY_MERGE_SELF', `${fromId} and ${intoId} are one person already`, {
        hint: 'give two persons',
        status: 409,
      });
    }
    this.merges.push({ ordinal: this.next++, from: from.id, into: into.id });
  }

  private split(person: Person, identifiers: readonly Identifier[]): void {
    const owned = viewComponent(this.facts, this.component.persons).links.filter(
      ({ a, b }) => this.ownerOf(a as Identifier) === b.token && this.resolver.byId(b.token) === person,
    );
    const moving = identifiers.map((identifier) => {
      const link = owned.find(({ a }) => a.kind === identifier.kind && a.token === identifier.token);
      if (link !== undefined) return link;
      throw new TallyError(
        'IDENTITY_SPLIT',
        `${identifier.kind} ${identifier.token} is not an identifier of ${person.id}`,
        {
          hint: 'name identifiers that the person has; one shared with others belongs to the first who used it',
          status: 422,
        },
      );
    });
    if (moving.length === 0 || moving.length >= owned.length) {
      throw new TallyError(
        'IDENTITY_SPLIT',
        `${moving.length} of ${owned.length} identifiers would leave ${person.id}`,
        {
          hint: 'name at least one, and leave at least one',
          status: 422,
        },
      );
    }
    const made = this.newPerson(person);
    for (const { a, occurredAt } of moving) {
      const { kind, token } = a as Identifier;
      this.links.push({ ordinal: this.next++, kind, token, person: made, occurredAt });
    }
    for (const { number } of moving) this.retract(number);
    this.addFact({ kind: 'apart', a: personNode(person.id), b: personNode(made) });
  }

  private setApart(person: Person, a: Identifier, b: Identifier): Correction['kind'] {
    const [left, right] = [a, b].map((identifier) => {
      const owner = this.ownerOf(identifier);
      if (owner !== undefined && this.resolver.byId(owner) === person) return owner;
      throw new TallyError(
        'IDENTITY_SPLIT',
        `${identifier.kind} ${identifier.token} is not an identifier of ${person.id}`,
        {
          hint: 'name two identifiers of one person',
          status: 422,
        },
      );
    });
    if (left !== undefined && right !== undefined && left !== right) {
      this.addFact({ kind: 'apart', a: personNode(left), b: personNode(right) });
      return 'apart';
    }
    this.split(person, [LINK_STRENGTH[a.kind] < LINK_STRENGTH[b.kind] ? a : b]);
    return 'split';
  }

  private undo({ fact, what, numbers }: Undone): void {
    const held = new Set(holding(this.facts).map(({ number }) => number));
    const standing = numbers.filter((number) => held.has(number));
    if (standing.length === 0) {
      throw new TallyError('IDENTITY_UNDONE', `fact ${fact} does not count any more`, {
        hint: 'it was undone before; undo that undo to bring it back',
        status: 409,
      });
    }
    for (const number of standing) this.retract(number);
    const taken = this.facts.filter(({ number }) => standing.includes(number));
    for (const each of taken) {
      // What an event joined it would join again.
      if (what === 'merge' && each.kind === 'link') this.addFact({ kind: 'apart', a: each.a, b: each.b });
      // Who was made by a split has nothing left of his own: he is the person again whom he was split from.
      if (what === 'split' && each.kind === 'apart') this.mergeBack(each.b.token, each.a.token);
    }
  }

  private mergeBack(made: string, person: string): void {
    const { roots } = viewComponent(this.allFacts(), this.component.persons);
    const [from = made, into = person] = [roots.get(made), roots.get(person)];
    if (from !== into) this.merges.push({ ordinal: this.next++, from, into });
  }

  private newPerson({ id }: Person): string {
    const ordinal = this.next++;
    const digest = createHash('sha256').update(`split:${id}:${ordinal}`).digest('hex');
    this.person = { id: `per_${digest.slice(0, 24)}`, ordinal };
    return this.person.id;
  }

  private ownerOf(identifier: Identifier): string | undefined {
    return this.resolver.usersAsMade(identifier)[0];
  }

  private retract(fact: number): void {
    this.addFact({ kind: 'retract', fact });
  }

  private addFact(fact: NewFact): void {
    const times = { occurredAt: this.occurredAt, recordedAt: this.note.at };
    this.added.push({ ...fact, ...times, number: this.next++ } as IdentityFact);
  }

  private allFacts(): IdentityFact[] {
    const recordedAt = this.note.at;
    const links = this.links.map(({ ordinal, kind, token, person, occurredAt }): IdentityFact => {
      const [a, b, strength] = [{ kind, token }, personNode(person), LINK_STRENGTH[kind]];
      return { kind: 'link', number: ordinal, a, b, strength, occurredAt, recordedAt };
    });
    const merges = this.merges.map(({ ordinal, from, into }): IdentityFact => {
      const [a, b, strength] = [personNode(from), personNode(into), HAND_STRENGTH];
      return { kind: 'link', number: ordinal, a, b, strength, occurredAt: this.occurredAt, recordedAt };
    });
    return [...this.facts, ...links, ...merges, ...this.added].sort((a, b) => a.number - b.number);
  }
}

/** A merge by hand is as sure as a national id. */
export const HAND_STRENGTH = LINK_STRENGTH.national_id;

type NewFact =
  | Pick<Extract<IdentityFact, { kind: 'apart' }>, 'kind' | 'a' | 'b'>
  | Pick<Extract<IdentityFact, { kind: 'retract' }>, 'kind' | 'fact'>;

function refused(message: string, hint: string): TallyError {
  return new TallyError('IDENTITY_REFUSED', message, { hint, status: 409 });
}
