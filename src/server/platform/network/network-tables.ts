import { defineTable, type Migration } from '#store';

/** Cases that analysts opened about parts of the network. */
export const caseTable = defineTable('network_case', {
  columns: {
    tenant: 'text',
    case_id: 'text',
    title: 'text',
    status: 'text',
    nodes: 'jsonb',
    finding_id: 'text',
    as_of: 'int8',
    created_at: 'int8',
    created_by: 'text',
  },
  key: ['tenant', 'case_id'],
});

/** What was written about a case, in order. */
export const caseNoteTable = defineTable('network_case_note', {
  columns: { tenant: 'text', case_id: 'text', number: 'int4', at: 'int8', actor: 'text', note: 'text' },
  key: ['tenant', 'case_id', 'number'],
});

/** Nodes that somebody listed. */
export const listTable = defineTable('network_list', {
  columns: { tenant: 'text', node_id: 'text', list: 'text', reason: 'text', at: 'int8', actor: 'text' },
  key: ['tenant', 'node_id'],
});

/** What the detectors found when they last ran. */
export const findingTable = defineTable('network_finding', {
  columns: {
    tenant: 'text',
    finding_id: 'text',
    pattern: 'text',
    score: 'float8',
    found_at: 'int8',
    seen_at: 'int8',
    body: 'jsonb',
  },
  key: ['tenant', 'finding_id'],
});

/** Tables of the relationship network's service. */
export const networkMigrations: readonly Migration[] = [
  {
    number: 66,
    name: 'network',
    sql: `
create table network_case (
  tenant text not null, case_id text not null, title text not null, status text not null, nodes jsonb not null,
  finding_id text, as_of int8 not null, created_at int8 not null, created_by text not null, primary key (tenant, case_id));
create index network_case_created on network_case (tenant, created_at, case_id);
create table network_case_note (
  tenant text not null, case_id text not null, number int4 not null, at int8 not null, actor text not null, note text not null,
  primary key (tenant, case_id, number));
create table network_list (
  tenant text not null, node_id text not null, list text not null, reason text not null, at int8 not null, actor text not null,
  primary key (tenant, node_id));
create table network_finding (
  tenant text not null, finding_id text not null, pattern text not null, score float8 not null, found_at int8 not null,
  seen_at int8 not null, body jsonb not null, primary key (tenant, finding_id));
`,
  },
];
