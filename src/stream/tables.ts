import { defineTable, type Migration } from '#store';

/** Compressed blocks of events; offsets of a block are consecutive. */
export const eventBlockTable = defineTable('event_block', {
  columns: {
    tenant: 'text',
    partition: 'int4',
    first_offset: 'int8',
    count: 'int4',
    recorded_from: 'int8',
    recorded_to: 'int8',
    bytes: 'bytea',
    keys: 'bytea',
  },
  key: ['tenant', 'partition', 'first_offset'],
});

/** The next offset of each consumer group. */
export const consumerOffsetTable = defineTable('consumer_offset', {
  columns: { tenant: 'text', group_name: 'text', partition: 'int4', next_offset: 'int8' },
  key: ['tenant', 'group_name', 'partition'],
});

/** Tables of the event log. */
export const streamMigrations: readonly Migration[] = [
  {
    number: 2,
    name: 'stream',
    sql: `
create table event_block (
  tenant text not null,
  partition int4 not null,
  first_offset int8 not null,
  count int4 not null check (count > 0),
  recorded_from int8 not null,
  recorded_to int8 not null,
  bytes bytea not null,
  keys bytea,
  primary key (tenant, partition, first_offset)
);
-- The blocks are compressed already.
alter table event_block alter column bytes set storage external, alter column keys set storage external;
create index event_block_time on event_block (tenant, recorded_to);
create table consumer_offset (
  tenant text not null,
  group_name text not null,
  partition int4 not null,
  next_offset int8 not null,
  primary key (tenant, group_name, partition)
)`,
  },
];
