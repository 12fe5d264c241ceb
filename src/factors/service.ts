import { TallyError } from '#base';
import type { FactorCatalogue } from './catalogue.ts';
import type { AsOf, ConsentScope, FactorPurpose, FactorVector } from './definition.ts';
import type { FactorEvent } from './event-field.ts';
import type { RowMove } from './event-columns.ts';
import { LiveEngine } from './live-engine.ts';
import { restoreEngine, snapshotEngine } from './snapshot.ts';
import { createSubjectIndex } from './subject-index.ts';
import type { FactorSubject } from './subject.ts';

export interface FactorRead {
  readonly entityKind: 'application' | 'person';
  /** The application's id, or the person's dense index as text. */
  readonly entityId: string;
  readonly asOf: AsOf;
  readonly purpose: FactorPurpose;
}

/** Does the person allow this use of data, as of the instant and for the purpose? */
export type ConsentCheck = (person: number, scope: ConsentScope, use: ConsentUse) => boolean;

/** A use of data that is asked about. */
export interface ConsentUse extends AsOf {
  readonly purpose: FactorPurpose;
}

/** Live factors of one tenant: the same values in serving, backfill, replay and simulation. */
export interface FactorService {
  readonly catalogue: FactorCatalogue;
  ingest(event: FactorEvent): void;
  merge(from: number, into: number): void;
  /** Rows of events that turned out to be another person's become his; all engines must move alike. */
  move(move: RowMove): void;
  /** @throws TallyError `FACTORS_UNKNOWN_ENTITY` when nothing was recorded of the application before `asOf`. */
  read(request: FactorRead): FactorVector;
  subjectOf(request: Omit<FactorRead, 'purpose'>): FactorSubject;
  stats(): { readonly rows: number; readonly sources: number };
  snapshot(): Uint8Array;
}

export interface FactorServiceOptions {
  readonly catalogue: FactorCatalogue;
  readonly consents: ConsentCheck;
  /** State from {@link FactorService.snapshot} with the same catalogue; anything else is refused. */
  readonly snapshot?: Uint8Array;
}

export function createFactorService({ catalogue, consents, snapshot }: FactorServiceOptions): FactorService {
  const engine = new LiveEngine(catalogue);
  if (snapshot !== undefined) restoreEngine(engine, snapshot);
  const subjects = createSubjectIndex(engine);
  const masks = new Map<FactorPurpose, Uint8Array>();

  const subjectOf = ({ entityKind, entityId, asOf }: Omit<FactorRead, 'purpose'>): FactorSubject => {
    if (entityKind === 'person') return subjects.ofPerson(Number(entityId), asOf);
    const subject = subjects.ofApplication(entityId, asOf);
    if (subject !== undefined) return subject;
    throw new TallyError('FACTORS_UNKNOWN_ENTITY', `nothing is known of application ${entityId} at that instant`, {
      hint: 'send its application.submitted event first',
      status: 404,
    });
  };

  return {
    catalogue,
    ingest: (event) => engine.ingest(event),
    merge: (from, into) => engine.merge(from, into),
    move: (move) => engine.move(move),
    subjectOf,
    read(request) {
      const subject = subjectOf(request);
      const values = new Float64Array(catalogue.names.length);
      engine.evaluate(subject, request.asOf, values);
      const served = masks.get(request.purpose) ?? catalogue.servedFor(request.purpose);
      masks.set(request.purpose, served);
      const allowed = (scope: ConsentScope): boolean =>
        consents(subject.person, scope, { ...request.asOf, purpose: request.purpose });
      return { schemaId: catalogue.schemaId, values, missing: hide(catalogue, values, { served, allowed }) };
    },
    stats: () => ({ rows: engine.rows(), sources: engine.columns.size }),
    snapshot: () => snapshotEngine(engine),
  };
}

interface Permission {
  readonly served: Uint8Array;
  readonly allowed: (scope: ConsentScope) => boolean;
}

/** Makes missing what may not be read and marks all that is missing; derived factors lose with their operands. */
export function hide(catalogue: FactorCatalogue, values: Float64Array, { served, allowed }: Permission): Uint8Array {
  const missing = new Uint8Array(values.length);
  const hidden = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const definition = catalogue.definitions[i];
    if (definition === undefined) continue;
    const refused = definition.consent !== undefined && !allowed(definition.consent);
    const operands = definition.kind === 'derived' ? [definition.left, definition.right] : [];
    const lost = operands.some((operand) => typeof operand === 'string' && hidden[catalogue.indexOf(operand)] === 1);
    if (refused || lost) hidden[i] = 1;
    if (hidden[i] === 1 || served[i] === 0) values[i] = NaN;
    if (Number.isNaN(values[i])) missing[i] = 1;
  }
  return missing;
}
