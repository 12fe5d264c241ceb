import { z } from '#base';
import { listNames } from '#decide';
import { day, idParams, instant, page, pageQuery, words } from './common.ts';
import { defineRoute, readers, riskOwners, workers } from './route.ts';

const nodeId = z.string().min(3).max(240).describe('kind and token, such as person:p_1 or device:3f2a');
const list = (what: string) => z.string().max(400).optional().describe(`${what}, separated by commas`);

export const networkNode = z.object({
  id: nodeId,
  kind: z.string(),
  label: z.string().describe('masked'),
  status: z
    .string()
    .describe('of a person: fraud, bad, overdue, rejected, borrower, applicant, visitor; empty for others'),
  links: z.int().describe('links that are visible at the instant'),
  community: z.string().nullable(),
  list: z.string().nullable().describe('black, grey or white when somebody listed it'),
});

export const networkLink = z.object({
  from: nodeId,
  to: nodeId,
  relation: z.string(),
  strength: z.number().describe('0 to 1: how much it says that two belong together'),
  events: z.int(),
  firstAt: instant,
  lastAt: instant,
});

const surroundings = z.object({
  at: instant,
  nodes: z.array(networkNode),
  links: z.array(networkLink),
  cut: z
    .array(z.object({ id: nodeId, shown: z.int(), links: z.int() }))
    .describe('nodes of which only the newest links are shown'),
});

/** Instants of a read: as of `at`, links that happened from `from` until `until`. */
const times = { at: instant.optional(), from: instant.optional(), until: instant.optional() };

const evidence = z.object({
  node: networkNode,
  relation: z.string(),
  holders: z.int().describe('how many are linked to it'),
  rarity: z
    .number()
    .describe('minus the decimal logarithm of the share of pairs that it joins: 3 is one in a thousand'),
  a: z.object({ events: z.int(), firstAt: instant, lastAt: instant }),
  b: z.object({ events: z.int(), firstAt: instant, lastAt: instant }),
});

const communityFigures = z.object({
  id: z.string(),
  members: z.int(),
  people: z.int(),
  applied: z.int(),
  bad: z.int(),
  frauds: z.int(),
  density: z.number(),
  growth7d: z.int(),
  bornAt: instant,
});

const findingAnswer = z.object({
  id: z.string(),
  pattern: z.string(),
  text: words,
  score: z.number(),
  members: z.array(nodeId),
  evidence: z.array(
    z.object({ text: words, with: z.array(nodeId), firstAt: instant.nullable(), lastAt: instant.nullable() }),
  ),
  foundAt: instant,
  caseId: z.string().nullable(),
});

const verdict = z.enum(['fraud', 'cleared']);

const caseAnswer = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['open', 'fraud', 'cleared', 'closed']),
  nodes: z.array(nodeId),
  findingId: z.string().nullable(),
  asOf: instant.describe('instant that the picture shows'),
  createdAt: instant,
  createdBy: z.string(),
  notes: z.array(z.object({ at: instant, actor: z.string(), text: z.string() })),
});

export const networkRoutes = {
  state: defineRoute({
    name: 'network.state',
    method: 'GET',
    path: '/v1/network',
    summary: 'The relationship network: nodes and links by kind, bytes, what was wrong with events',
    roles: readers,
    answer: z.object({
      nodes: z.array(z.object({ kind: z.string(), text: words, count: z.int() })),
      relations: z.array(z.object({ relation: z.string(), text: words, links: z.int(), strength: z.number() })),
      patterns: z.array(z.object({ pattern: z.string(), text: words })),
      bytes: z.int(),
      communities: z.int(),
      faults: z.record(z.string(), z.int()),
    }),
  }),
  search: defineRoute({
    name: 'network.search',
    method: 'GET',
    path: '/v1/network/search',
    summary: 'Nodes by person, application or loan id, by token, or by an identifier in the clear',
    roles: readers,
    query: z.object({ text: z.string().max(200) }),
    answer: z.object({ items: z.array(networkNode) }),
  }),
  surroundings: defineRoute({
    name: 'network.surroundings',
    method: 'GET',
    path: '/v1/network/surroundings',
    summary: 'What lies around nodes, as it was known at an instant; of hubs the newest links',
    roles: readers,
    query: z.object({
      nodes: z.string().min(3).max(4000).describe('ids separated by commas'),
      hops: z.coerce.number().int().min(1).max(4).default(2),
      relations: list('relations'),
      limit: z.coerce.number().int().min(1).max(5000).default(1500).describe('nodes at most'),
      perNode: z.coerce.number().int().min(1).max(500).default(50).describe('links of a node at most, the newest'),
      ...times,
    }),
    answer: surroundings,
  }),
  path: defineRoute({
    name: 'network.path',
    method: 'GET',
    path: '/v1/network/path',
    summary: 'The strongest chain of links between two nodes',
    roles: readers,
    query: z.object({ a: nodeId, b: nodeId, at: instant.optional() }),
    answer: z.object({ found: z.boolean(), nodes: z.array(networkNode), links: z.array(networkLink) }),
  }),
  why: defineRoute({
    name: 'network.why',
    method: 'GET',
    path: '/v1/network/why',
    summary: 'Why two people are linked: what they share, since when, and how rare that is',
    roles: readers,
    query: z.object({ a: nodeId, b: nodeId, at: instant.optional() }),
    answer: z.object({ at: instant, a: networkNode, b: networkNode, shared: z.array(evidence) }),
  }),
  communities: defineRoute({
    name: 'network.communities',
    method: 'GET',
    path: '/v1/network/communities',
    summary: 'Communities by size, share of bad outcomes or growth',
    roles: readers,
    query: z.object({
      order: z.enum(['risk', 'size', 'growth']).default('risk'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ items: z.array(communityFigures) }),
  }),
  community: defineRoute({
    name: 'network.community',
    method: 'GET',
    path: '/v1/network/communities/{id}',
    summary: 'A community: members, figures by day, and what happened to it',
    roles: readers,
    params: idParams,
    query: z.object({ at: instant.optional() }),
    answer: communityFigures.extend({
      nodes: z.array(networkNode),
      history: z.array(z.object({ day, members: z.int() })),
      changes: z.array(z.object({ at: instant, kind: z.string(), members: z.int(), other: z.string().nullable() })),
      cells: z.array(z.object({ latitude: z.number(), longitude: z.number(), applications: z.int() })),
    }),
  }),
  findings: defineRoute({
    name: 'network.findings',
    method: 'GET',
    path: '/v1/network/findings',
    summary: 'What the detectors of fraud patterns and the learned model (pattern learned) found, the surest first',
    roles: readers,
    query: z.object({
      pattern: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.object({
      at: instant.nullable().describe('when they last ran'),
      learned: z
        .object({ modelId: z.string(), scored: z.int(), leftOut: z.int() })
        .nullable()
        .describe(
          'the model that looked at applicants of the last 30 days, the newest 2,000; null while there is none',
        ),
      patterns: z.array(z.object({ pattern: z.string(), text: words, found: z.int() })),
      items: z.array(findingAnswer),
    }),
  }),
  detect: defineRoute({
    name: 'network.detect',
    method: 'POST',
    path: '/v1/network/findings',
    summary: 'Run the detectors now; they run by themselves every night',
    roles: workers,
    answer: z.object({ found: z.int(), at: instant }),
  }),
  label: defineRoute({
    name: 'network.label',
    method: 'POST',
    path: '/v1/network/labels',
    summary: 'Say of people what an investigation found; their applications become labels for training',
    roles: riskOwners,
    body: z.strictObject({
      nodes: z.array(nodeId).min(1).max(500),
      verdict,
      pattern: z.string().min(1).max(40).default('unspecified'),
      reason: z.string().min(5).max(300),
      caseId: z.string().max(60).optional(),
    }),
    answer: z.object({ people: z.int(), applications: z.int() }),
    idempotent: true,
  }),
  list: defineRoute({
    name: 'network.list',
    method: 'POST',
    path: '/v1/network/lists',
    summary:
      'Put nodes on the black, grey or white list, or take them off; policies read list.black, list.grey, list.white',
    roles: riskOwners,
    body: z.strictObject({
      nodes: z.array(nodeId).min(1).max(500),
      list: z.enum([...listNames, 'none']),
      reason: z.string().min(5).max(300),
    }),
    answer: z.object({ nodes: z.int() }),
    idempotent: true,
  }),
  cases: defineRoute({
    name: 'cases.list',
    method: 'GET',
    path: '/v1/cases',
    summary: 'Cases of the network, newest first',
    roles: readers,
    query: pageQuery,
    answer: page(caseAnswer),
  }),
  case: defineRoute({
    name: 'cases.get',
    method: 'GET',
    path: '/v1/cases/{id}',
    summary: 'A case with its nodes and notes',
    roles: readers,
    params: idParams,
    answer: caseAnswer,
  }),
  openCase: defineRoute({
    name: 'cases.open',
    method: 'POST',
    path: '/v1/cases',
    summary: 'Open a case about nodes of the network',
    roles: workers,
    body: z.strictObject({
      title: z.string().min(3).max(120),
      nodes: z.array(nodeId).min(1).max(2000),
      findingId: z.string().max(80).optional(),
      note: z.string().max(2000).default(''),
      at: instant.optional(),
    }),
    answer: caseAnswer,
    idempotent: true,
  }),
  noteCase: defineRoute({
    name: 'cases.note',
    method: 'POST',
    path: '/v1/cases/{id}/notes',
    summary: 'Add a note to a case, or decide it',
    roles: workers,
    params: idParams,
    body: z.strictObject({
      text: z.string().min(1).max(2000),
      status: z.enum(['open', 'fraud', 'cleared', 'closed']).optional(),
    }),
    answer: caseAnswer,
    idempotent: true,
  }),
  watch: defineRoute({
    name: 'network.watch',
    method: 'GET',
    path: '/v1/network/watch',
    summary: 'Figures of the network by day, and the alerts that they raised',
    roles: readers,
    query: z.object({ days: z.coerce.number().int().min(1).max(400).default(90) }),
    answer: z.object({
      figures: z.array(
        z.object({ name: z.string(), text: words, days: z.array(day), values: z.array(z.number().nullable()) }),
      ),
      alerts: z.array(
        z.object({
          day,
          figure: z.string(),
          kind: z.string().describe('jump: of one day; drift: little by little'),
          text: words,
          value: z.number(),
          expected: z.number(),
          deviation: z.number(),
        }),
      ),
    }),
  }),
};
