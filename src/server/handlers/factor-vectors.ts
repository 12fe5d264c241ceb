import { setImmediate as nextTurn } from 'node:timers/promises';
import { formatInstant, TallyError, type z } from '#base';
import type { LibraryVector, ReadPermission, ReadRequest, Selection, SubjectKeys, Wanted } from '#factors';
import type { factorLibraryRoutes } from '../api/factor-library.ts';
import { WrittenAnswer, type Call } from '../http/context.ts';
import { JsonWriter } from '../http/json-writer.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { outerId } from './network/node-ids.ts';
import { currentEvent, instantOfRead, keysOf } from './factor-subject.ts';

/** Vectors that are read before others have their turn. */
const READ_AT_ONCE = 16;

type Body = typeof factorLibraryRoutes.vectors extends { body?: z.ZodType<infer B> } ? B : never;
type ExplainBody = typeof factorLibraryRoutes.explain extends { body?: z.ZodType<infer B> } ? B : never;

/** Reads vectors; the answer is written as text or bytes at once, for a thousand numbers are most of its cost. */
export async function readVectors({
  tenant,
  body,
  wantsAlternative,
}: Call<unknown, unknown, Body>): Promise<WrittenAnswer> {
  const selection = tenant.library.select(wantedOf(body));
  const at = instantOfRead(tenant, body);
  const current = currentEvent(body);
  const vectors: LibraryVector[] = [];
  for (const [i, subject] of body.subjects.entries()) {
    // Requests of others are answered in between; what is recorded meanwhile is after the instant and offset of this one.
    if (i > 0 && i % READ_AT_ONCE === 0) await nextTurn();
    const keys = keysOf(tenant, subject, { at, wanted: selection.reader.entities });
    const permission = permissionOf(tenant, keys, { ...body, at: at.asOf });
    vectors.push(tenant.library.read(selection, { keys, at, current }, permission));
  }
  const headers = { 'x-factor-schema': selection.schemaId, 'x-factor-count': String(selection.names.length) };
  if (wantsAlternative) return new WrittenAnswer('application/octet-stream', bytesOf(vectors), headers);
  return new WrittenAnswer('application/json; charset=utf-8', textOf(selection, vectors, { body, at }));
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
  { body, at }: { readonly body: Body; readonly at: ReadRequest['at'] },
): Uint8Array {
  const about = { schemaId, asOf: formatInstant(at.asOf), offset: finite(at.position) };
  const described = body.describe ? { ...about, names, versions: versions.map(({ version }) => version) } : about;
  const out = new JsonWriter(64 + 10 * names.length * vectors.length);
  out.text(`${JSON.stringify(described).slice(0, -1)},"items":[`);
  vectors.forEach(({ values, withheld, isCapped, freshness }, i) => {
    out.text(i === 0 ? '{"values":' : ',{"values":');
    out.numbers(values);
    const newest = freshness.map(({ entity, recorded, position }) => ({
      ...{ entity, recordedAt: formatInstant(recorded), offset: position },
    }));
    out.text(`,"withheld":${withheld},"capped":${isCapped},"freshness":${JSON.stringify(newest)}}`);
  });
  out.text(']}');
  return out.bytes();
}

/** Float64, little-endian as the machine has them, vector by vector. */
function bytesOf(vectors: readonly LibraryVector[]): Uint8Array {
  return Buffer.concat(
    vectors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
}

/** A value with the events behind it; what may not be read is not explained either. */
export function explainFactor({ tenant, body }: Call<unknown, unknown, ExplainBody>) {
  const { library } = tenant;
  const at = instantOfRead(tenant, body);
  const { reader } = library.select({ names: [body.name] });
  const keys = keysOf(tenant, body.subject, { at, wanted: reader.entities });
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
    parts: isWithheld ? [] : explanation.parts.map((part) => partView(tenant, part)),
  };
}

type Part = ReturnType<Tenant['library']['explain']>['parts'][number];

function partView(tenant: Tenant, { name, entity, value, from, to, looked, isCapped, events }: Part) {
  return {
    ...{ name, entity, looked, value: finite(value), capped: isCapped },
    from: Number.isFinite(from) ? formatInstant(from) : null,
    to: formatInstant(to),
    events: events.map(({ kind, position, occurred, recorded, fields, passesFilter, isInWindow }) => ({
      ...{ kind, offset: position, fields: namedPartner(tenant, fields), passesFilter, inWindow: isInWindow },
      occurredAt: formatInstant(occurred),
      recordedAt: formatInstant(recorded),
    })),
  };
}

/** The network knows people by their index; callers know them by their id. */
function namedPartner(tenant: Tenant, fields: Part['events'][number]['fields']) {
  const { partner } = fields;
  return typeof partner === 'string' ? { ...fields, partner: outerId(tenant, partner) } : fields;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
