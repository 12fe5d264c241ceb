import { z } from '#base';
import { factorPurposes, factorStages } from '#factors';
import { identifierKinds } from '#stream';
import { instant, words } from './common.ts';
import { defineRoute, readers, riskOwners } from './route.ts';

const name = z.string().min(1).max(300);
const nameParams = z.object({ name });
const nullable = z.number().nullable();

const subject = z
  .strictObject({
    personId: z.string().max(120).optional(),
    applicationId: z.string().max(120).optional(),
    identifiers: z
      .array(z.strictObject({ kind: z.enum(identifierKinds), value: z.string().min(1).max(200) }))
      .max(20)
      .optional(),
    keys: z
      .record(z.string().max(60), z.union([z.string().max(200), z.number()]))
      .optional()
      .describe('keys by entity, such as {"cell": "c-10-20"}; they win over those that are known of the person'),
  })
  .describe('whom or what is asked about; what is known of a person or application adds the other keys');

const current = z
  .strictObject({ kind: z.string().max(60), data: z.record(z.string(), z.unknown()) })
  .describe('an event that was not sent, such as an application being filled in: counts as the newest');

/** How a read is made, for vectors and explanations alike. */
const reading = {
  asOf: instant.optional().describe('nothing recorded later is seen; now when left out'),
  offset: z.int().min(0).optional().describe('of what was recorded at that instant, up to this offset of the log'),
  purpose: z.enum(factorPurposes).default('underwriting'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('ISO 3166: factors that its law forbids are missing'),
  event: current.optional(),
};

const freshness = z.array(
  z.object({ entity: z.string(), recordedAt: instant, offset: z.int() }).describe('the newest event that went in'),
);

const version = z.object({
  version: z.string(),
  stage: z.enum(factorStages),
  definition: z.record(z.string(), z.unknown()),
  operands: z.record(z.string(), z.string()),
  shadow: z
    .object({
      reads: z.int(),
      missing: z.int(),
      mean: nullable,
      least: nullable,
      most: nullable,
      sameAsServed: nullable,
    })
    .describe('what one read in sixteen showed while it was a shadow, since the start'),
});

/** One factor of the library. */
export const libraryFactor = z.object({
  name: z.string(),
  version: z.string().nullable().describe('the served one; null when there is none'),
  pack: z.string(),
  kind: z.enum(['window', 'computed', 'provided']),
  entity: z.string().nullable(),
  source: z.string().nullable(),
  text: words,
  purposes: z.array(z.string()).describe('empty: for every purpose'),
  consent: z.string().nullable(),
  withheldIn: z.array(z.string()),
});

const factorSet = z.object({ name: z.string(), version: z.string(), names: z.array(z.string()) });

export const factorLibraryRoutes = {
  vectors: defineRoute({
    name: 'factorLibrary.read',
    method: 'POST',
    path: '/v1/factors/vectors',
    summary: 'Values of any factors for one or many subjects, as of an instant, for a purpose',
    roles: readers,
    body: z.strictObject({
      names: z.array(name).min(1).max(5000).optional().describe('factors, or `factor@version`'),
      set: name.optional(),
      pack: name.optional(),
      subjects: z.array(subject).min(1).max(1000),
      ...reading,
      describe: z.boolean().default(true).describe('false leaves out names and versions, which schemaId stands for'),
    }),
    answer: z.object({
      schemaId: z.string().describe('equal ids mean equal names and versions at every position'),
      asOf: instant,
      offset: z
        .int()
        .nullable()
        .describe('with asOf it reads the same again; null: all that was recorded at the instant'),
      names: z.array(z.string()).optional(),
      versions: z.array(z.string()).optional(),
      items: z.array(
        z.object({
          values: z.array(nullable).describe('null: no data, no consent, or not for this purpose or country'),
          withheld: z.int().describe('values that purpose, consent or country forbid'),
          capped: z.boolean().describe('a key has more events than one read takes: its factors saw the newest alone'),
          freshness,
        }),
      ),
    }),
    alternative: {
      type: 'application/octet-stream',
      description:
        'float64, little-endian, subject by subject in the order of the factors, NaN for null; header x-factor-schema',
    },
  }),
  explain: defineRoute({
    name: 'factorLibrary.explain',
    method: 'POST',
    path: '/v1/factors/explanations',
    summary: 'A value and the events behind it',
    roles: readers,
    body: z.strictObject({ name, subject, ...reading, limit: z.int().min(1).max(500).default(50) }),
    answer: z.object({
      name: z.string(),
      version: z.string(),
      asOf: instant,
      value: nullable,
      withheld: z.boolean(),
      parts: z.array(
        z.object({
          name: z.string(),
          entity: z.string(),
          value: nullable,
          from: instant.nullable().describe('null: for all time'),
          to: instant,
          looked: z.int().describe('events of the key that could count'),
          capped: z.boolean(),
          events: z.array(
            z.object({
              kind: z.string(),
              offset: z.int(),
              occurredAt: instant,
              recordedAt: instant,
              fields: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
              passesFilter: z.boolean(),
              inWindow: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  }),
  get: defineRoute({
    name: 'factorLibrary.get',
    method: 'GET',
    path: '/v1/factors/{name}',
    summary: 'A factor: its definition and versions',
    roles: readers,
    params: nameParams,
    answer: libraryFactor.extend({
      reason: words
        .nullable()
        .describe('what a decision shows when the factor counted against somebody; null for own definitions'),
      definition: z.record(z.string(), z.unknown()),
      versions: z.array(version),
    }),
  }),
  lineage: defineRoute({
    name: 'factorLibrary.lineage',
    method: 'GET',
    path: '/v1/factors/{name}/lineage',
    summary: 'From event fields to a factor, to the factors and models that stand on it',
    roles: readers,
    params: nameParams,
    answer: z.object({
      name: z.string(),
      version: z.string(),
      pack: z.string(),
      events: z.array(z.object({ kind: z.string(), entity: z.string(), fields: z.array(z.string()) })),
      operands: z.array(z.string()),
      dependents: z.array(z.string()),
      models: z.array(z.object({ id: z.string(), stage: z.string(), factor: z.string() })),
    }),
  }),
  define: defineRoute({
    name: 'factorLibrary.define',
    method: 'PUT',
    path: '/v1/factor-definitions/{name}',
    summary: 'Define a factor or a new version of it: a shadow until it is staged',
    roles: riskOwners,
    params: nameParams,
    body: z.record(z.string(), z.unknown()).describe('a definition as `tally factors backfill --defs` takes it'),
    answer: z.object({ name: z.string(), version: z.string(), stage: z.enum(factorStages) }),
    idempotent: true,
  }),
  stage: defineRoute({
    name: 'factorLibrary.stage',
    method: 'POST',
    path: '/v1/factor-definitions/{name}/stage',
    summary: 'Serve a version, retire it, or put it back to shadow; the one served until now retires',
    roles: riskOwners,
    params: nameParams,
    body: z.strictObject({ version: z.string().max(60), stage: z.enum(factorStages), why: z.string().min(3).max(500) }),
    answer: z.object({ changed: z.array(z.object({ version: z.string(), stage: z.enum(factorStages) })) }),
    idempotent: true,
  }),
  getSet: defineRoute({
    name: 'factorSets.get',
    method: 'GET',
    path: '/v1/factor-sets/{name}',
    summary: 'A named list of factors',
    roles: readers,
    params: nameParams,
    answer: factorSet,
  }),
  putSet: defineRoute({
    name: 'factorSets.put',
    method: 'PUT',
    path: '/v1/factor-sets/{name}',
    summary: 'Name a list of factors; another list is another version',
    roles: riskOwners,
    params: z.object({ name: z.string().regex(/^[\w.:-]{1,100}$/) }),
    body: z.strictObject({ names: z.array(name).min(1).max(20_000) }),
    answer: factorSet,
    idempotent: true,
  }),
  state: defineRoute({
    name: 'factorLibrary.state',
    method: 'GET',
    path: '/v1/factors-state',
    summary: 'Rows and memory of the library, keys that very many events share, and what was wrong with events',
    roles: readers,
    answer: z.object({
      rows: z.int(),
      bytes: z.int(),
      keys: z.int(),
      people: z.int(),
      bytesPerPerson: z.number(),
      filling: z
        .object({ done: z.int(), total: z.int() })
        .nullable()
        .describe('events taken in from the log behind the running system; until then reads see less'),
      reads: z.int(),
      cappedReads: z.int(),
      faults: z.object({
        unreadableTimes: z.int(),
        duplicates: z.int(),
        late: z.int(),
        future: z.int(),
        wrongTypes: z.int(),
        unknownFields: z.int(),
      }),
      hotKeys: z.array(z.object({ source: z.string(), entity: z.string(), key: z.string(), rows: z.int() })),
      sources: z.array(z.object({ kind: z.string(), rows: z.int(), bytes: z.int() })),
    }),
  }),
};
