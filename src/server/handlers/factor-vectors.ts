import { formatInstant, TallyError, type z } from '#base';
import type { LibraryVector, ReadPermission, Selection, SubjectKeys, Wanted } from '#factors';
import type { factorLibraryRoutes } from '../api/factor-library.ts';
import { WrittenAnswer, type Call } from '../http/context.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { currentEvent, instantOfRead, keysOf } from './factor-subject.ts';

type Body = typeof factorLibraryRoutes.vectors extends { body?: z.ZodType<infer B> } ? B : never;
type ExplainBody = typeof factorLibraryRoutes.explain extends { body?: z.ZodType<infer B> } ? B : never;

/** Reads vectors; the answer is written as text or bytes at once, for a thousand numbers are most of its cost. */
export function readVectors({ tenant, body, wantsAlternative }: Call<unknown, unknown, Body>): WrittenAnswer {
  const selection = tenant.library.select(wantedOf(body));
  const at = instantOfRead(tenant, body);
  const current = currentEvent(body);
  const vectors = body.subjects.map((subject) => {
    const keys = keysOf(tenant, subject, at);
    return tenant.library.read(selection, { keys, at, current }, permissionOf(tenant, keys, { ...body, at: at.asOf }));
  });
  const headers = { 'x-factor-schema': selection.schemaId, 'x-factor-count': String(selection.names.length) };
  if (wantsAlternative) return new WrittenAnswer('application/octet-stream', bytesOf(vectors), headers);
  return new WrittenAnswer('application/json; charset=utf-8', textOf(selection, vectors, { body, asOf: at.asOf }));
}

function wantedOf({ names, set, pack }: Body): Wanted {
  const told: Wanted[] = [];
  if (names !== undefined) told.push({ names });
  if (set !== undefined) told.push({ set });
  if (pack !== undefined) told.push({ pack });
  const [wanted] = told;
  if (wanted !== undefined && told.length === 1) return wanted;
  throw new TallyError('SERVER_FACTORS_WANTED', `${told.length} of names, set and pack were given`, {
    hint: 'name exactly one of them',
    status: 422,
  });
}

/** What a read may use: without a known person nobody agreed to anything. */
export function permissionOf(
  { identity }: Tenant,
  { person }: SubjectKeys,
  { purpose, country, at }: Pick<Body, 'purpose' | 'country'> & { readonly at: number },
): ReadPermission {
  return {
    purpose,
    country,
    allows: (scope) => person !== undefined && identity.consents.allows(Number(person), scope, { at, purpose }),
  };
}

function textOf(
  { schemaId, names, versions }: Selection,
  vectors: readonly LibraryVector[],
  { body, asOf }: { readonly body: Body; readonly asOf: number },
): string {
  const about = { schemaId, asOf: formatInstant(asOf) };
  const described = body.describe ? { ...about, names, versions: versions.map(({ version }) => version) } : about;
  return `${JSON.stringify(described).slice(0, -1)},"items":[${vectors.map(itemText).join(',')}]}`;
}

function itemText({ values, withheld, isCapped, freshness }: LibraryVector): string {
  let text = '{"values":[';
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (i > 0) text += ',';
    text += value === value ? value : 'null';
  }
  const newest = freshness.map(({ entity, recorded, position }) => ({
    ...{ entity, recordedAt: formatInstant(recorded), offset: position },
  }));
  return `${text}],"withheld":${withheld},"capped":${isCapped},"freshness":${JSON.stringify(newest)}}`;
}

/** Float64, little-endian, vector by vector. */
function bytesOf(vectors: readonly LibraryVector[]): Uint8Array {
  const size = vectors[0]?.values.length ?? 0;
  const bytes = Buffer.alloc(8 * size * vectors.length);
  let at = 0;
  for (const { values } of vectors) for (const value of values) at = bytes.writeDoubleLE(value, at);
  return bytes;
}

/** A value with the events behind it; what may not be read is not explained either. */
export function explainFactor({ tenant, body }: Call<unknown, unknown, ExplainBody>) {
  const { library } = tenant;
  const at = instantOfRead(tenant, body);
  const keys = keysOf(tenant, body.subject, at);
  const request = { keys, at, current: currentEvent(body), limit: body.limit };
  const explanation = library.explain(body.name, request);
  const permission = permissionOf(tenant, keys, { ...body, at: at.asOf });
  const isWithheld = library.select({ names: [body.name] }).withheld(permission)[0] === 1;
  return {
    name: body.name,
    version: explanation.version,
    asOf: formatInstant(at.asOf),
    value: isWithheld ? null : finite(explanation.value),
    withheld: isWithheld,
    parts: isWithheld ? [] : explanation.parts.map(partView),
  };
}

type Part = ReturnType<Tenant['library']['explain']>['parts'][number];

function partView({ name, entity, value, from, to, looked, isCapped, events }: Part) {
  return {
    ...{ name, entity, looked, value: finite(value), capped: isCapped },
    from: Number.isFinite(from) ? formatInstant(from) : null,
    to: formatInstant(to),
    events: events.map(({ kind, position, occurred, recorded, fields, passesFilter, isInWindow }) => ({
      ...{ kind, offset: position, fields, passesFilter, inWindow: isInWindow },
      occurredAt: formatInstant(occurred),
      recordedAt: formatInstant(recorded),
    })),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
