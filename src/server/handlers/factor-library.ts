import { sha256, type z } from '#base';
import { libraryEntry, type FactorVersion } from '#factors';
import { createUnit, type UnitPart } from '#store';
import type { eventRoutes } from '../api/events.ts';
import type { factorLibraryRoutes } from '../api/factor-library.ts';
import type { Call } from '../http/context.ts';
import { decodeCursor, pageOf } from '../http/cursor.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { definitionPart, setPart } from '../platform/wake-library.ts';

type Routes = typeof factorLibraryRoutes;
type BodyOf<R> = R extends { body?: z.ZodType<infer B> } ? B : never;
type ListQuery = typeof eventRoutes.factors extends { query?: z.ZodType<infer Q> } ? Q : never;
type Name = { readonly name: string };

/** The catalogue of the factors that decide, and a page of the whole library. */
export function listFactors({ tenant, query }: Call<unknown, ListQuery>) {
  const { catalogue } = tenant.factors;
  const isSearch = Object.values({ ...query, limit: undefined }).some((value) => value !== undefined);
  const factors = isSearch
    ? []
    : catalogue.definitions.map((definition) => {
        const { name, kind, description, purposes, consent } = definition;
        const {
          name: _name,
          kind: _kind,
          description: _words,
          purposes: _uses,
          consent: _consent,
          ...rest
        } = definition;
        return { name, kind, text: description, purposes: [...purposes], consent: consent ?? null, definition: rest };
      });
  return { schemaId: catalogue.schemaId, factors, ...librarySearch(tenant, query) };
}

function librarySearch({ library }: Tenant, { q, pack, entity, cursor, limit, derived }: ListQuery) {
  const { book } = library;
  const wanted = q?.toLowerCase();
  const [from] = cursor === undefined ? [-1] : decodeCursor(cursor, ['number']);
  const own = [...new Set(book.all().map(({ name }) => name))];
  const found: { readonly at: number; readonly name: string }[] = [];
  let at = 0;
  for (const name of pack === 'custom'
    ? own
    : [...(pack === undefined ? own : []), ...book.catalogue.names({ pack, derived: derived === 'yes' })]) {
    at++;
    if (at <= Number(from) || found.length > limit) continue;
    if (wanted === undefined && entity === undefined) found.push({ at, name });
    else if (matches(library, name, { wanted, entity })) found.push({ at, name });
  }
  const page = pageOf(found, limit, { item: ({ name }) => factorView(library, name), key: (row) => [row.at] });
  return { items: page.items, next: page.next, packs: ['custom', ...book.catalogue.packs] };
}

interface Sought {
  readonly wanted: string | undefined;
  readonly entity: string | undefined;
}

function matches(library: Tenant['library'], name: string, { wanted, entity }: Sought): boolean {
  // A derived name says what it is made of; making a hundred thousand definitions to read their words would take seconds.
  if (name.includes(':')) return entity === undefined && name.includes(wanted ?? '');
  const definition = newestOf(library, name)?.definition;
  if (definition === undefined) return false;
  if (entity !== undefined && (definition.kind === 'computed' || definition.entity !== entity)) return false;
  if (wanted === undefined) return true;
  const { en, zh } = definition.description;
  return name.toLowerCase().includes(wanted) || en.toLowerCase().includes(wanted) || zh.includes(wanted);
}

/** What is served under a name, else the newest version. */
function newestOf({ book }: Tenant['library'], name: string): FactorVersion | undefined {
  return book.find(name) ?? book.versions(name).at(-1);
}

function factorView(library: Tenant['library'], name: string) {
  const found = newestOf(library, name) ?? library.book.served(name);
  const { definition, pack } = found;
  const { kind, description, purposes = [], consent = null, withheldIn = [] } = definition;
  return {
    ...{ name, pack, kind, consent, text: description, purposes: [...purposes], withheldIn: [...withheldIn] },
    version: library.book.find(name)?.version ?? null,
    entity: definition.kind === 'computed' ? null : definition.entity,
    source: definition.kind === 'window' ? (definition.source ?? null) : null,
  };
}

export function getFactor({ tenant, params }: Call<Name>) {
  const { library } = tenant;
  const view = factorView(library, params.name);
  const versions = library.book.versions(params.name).map((version) => ({
    ...{ version: version.version, stage: version.stage, operands: version.operands },
    definition: version.told as Record<string, unknown>,
    shadow: library.figures(version),
  }));
  const { definition } = newestOf(library, params.name) ?? library.book.served(params.name);
  const reason = view.pack === 'custom' ? null : (libraryEntry(params.name)?.reason ?? null);
  return { ...view, reason, definition: { ...definition }, versions };
}

export async function factorLineage({ tenant, params }: Call<Name>) {
  const lineage = tenant.library.lineage(params.name);
  const names = new Set([lineage.name, ...lineage.dependents]);
  const { registry } = tenant;
  const models = await Promise.all(
    registry.list().map(async ({ modelId, stage }) => {
      const factors = (await registry.baseline(modelId))?.factors ?? [];
      return factors.flatMap(({ name }) => (names.has(name) ? [{ id: modelId, stage, factor: name }] : []));
    }),
  );
  return { ...lineage, models: models.flat() };
}

/** Writes a change of the library with its audit entry and its first answer, all or nothing. */
async function keep(
  call: Call,
  part: UnitPart,
  change: { action: string; subject: string; detail: string; answer: unknown },
) {
  const { tenant, principal, ports, remember } = call;
  const { audit, db } = tenant.engine.ports;
  const { action, subject, detail, answer } = change;
  audit.record({ at: ports.wallClock.now(), actor: principal.actor, action, subject, detailHash: sha256(detail) });
  const first = remember({ status: 200, answer: JSON.stringify(answer) });
  await db.write(createUnit(tenant.id).add(part).add(audit.part()).add(first));
}

export async function defineFactor(call: Call<Name, unknown, BodyOf<Routes['define']>>) {
  const { tenant, params, body, principal } = call;
  const draft = tenant.library.draft(params.name, body);
  const answer = { name: draft.name, version: draft.version, stage: draft.stage };
  const at = tenant.engine.ports.clock.now();
  const subject = `factor:${draft.name}`;
  const change = { action: 'factor.defined', subject, detail: draft.version, answer };
  await keep(call, definitionPart(tenant.id, [draft], { at, actor: principal.actor }), change);
  tenant.library.define(params.name, body);
  return answer;
}

export async function stageFactor(call: Call<Name, unknown, BodyOf<Routes['stage']>>) {
  const { tenant, params, body, principal } = call;
  const { version, stage, why } = body;
  const at = tenant.engine.ports.clock.now();
  const changed = tenant.library.book.plan(params.name, version, stage);
  const answer = { changed: changed.map((one) => ({ version: one.version, stage: one.stage })) };
  const change = { action: `factor.${stage}`, subject: `factor:${params.name}@${version}`, detail: why, answer };
  await keep(call, definitionPart(tenant.id, changed, { at, actor: principal.actor }), change);
  tenant.library.book.stage(params.name, version, stage);
  return answer;
}

export function getFactorSet({ tenant, params }: Call<Name>) {
  return tenant.library.sets.get(params.name);
}

export async function putFactorSet(call: Call<Name, unknown, BodyOf<Routes['putSet']>>) {
  const { tenant, params, body, principal } = call;
  // Compiled first: a list with an unknown name is refused.
  tenant.library.select({ names: body.names });
  const set = tenant.library.sets.draft(params.name, body.names);
  const at = tenant.engine.ports.clock.now();
  const change = { action: 'factors.set', subject: `factor-set:${set.name}`, detail: set.version, answer: set };
  await keep(call, setPart(tenant.id, set, { at, actor: principal.actor }), change);
  return tenant.library.sets.put(params.name, body.names);
}

export function factorsState({ tenant }: Call) {
  const { library, fills } = tenant;
  const fill = fills.find(({ name }) => name === 'factor library');
  const state = library.state();
  const people = library.rows.fields.get('person')?.names?.size ?? 0;
  const sources = [...library.rows.sources.values()].map((source) => ({
    ...{ kind: source.name, rows: source.rows, bytes: source.bytes() },
  }));
  const isFilling = fill !== undefined && fill.progress.done < fill.progress.total;
  return {
    ...{ ...state, people, sources, filling: isFilling ? { ...fill.progress } : null },
    bytesPerPerson: people === 0 ? 0 : Math.round(state.bytes / people),
  };
}
