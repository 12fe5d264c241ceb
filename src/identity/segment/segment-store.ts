import { defineTable, rowWrite, type Migration, type TenantReader, type UnitPart } from '#store';
import type { Condition } from './condition.ts';
import type { Segment } from './segment.ts';

const segmentTable = defineTable('segment', {
  columns: {
    tenant: 'text',
    segment_id: 'text',
    version: 'int4',
    slot: 'int4',
    name: 'text',
    condition: 'jsonb',
    retired: 'bool',
    actor: 'text',
    at: 'int8',
  },
  key: ['tenant', 'segment_id', 'version'],
});

export const segmentMigration: Migration = {
  number: 22,
  name: 'segments',
  sql: `
create table segment (
  tenant text not null, segment_id text not null, version int4 not null, slot int4 not null, name text not null,
  condition jsonb not null, retired bool not null, actor text not null, at int8 not null,
  primary key (tenant, segment_id, version));
`,
};

interface SegmentRow {
  readonly segment_id: string;
  readonly version: number;
  readonly slot: number;
  readonly name: string;
  readonly condition: Condition;
  readonly retired: boolean;
  readonly actor: string;
  readonly at: number;
}

/** Every version of every segment, the newest of each last. */
export async function readSegments(read: TenantReader): Promise<Segment[]> {
  const rows = await read.query<SegmentRow>(
    'select segment_id, version, slot, name, condition, retired, actor, at from segment where tenant = $1 order by slot, version',
  );
  return rows.map(({ segment_id, ...rest }) => ({ segmentId: segment_id, ...rest }));
}

export function segmentPart(tenant: string, { segmentId, ...rest }: Segment): UnitPart {
  return {
    writes: [rowWrite({ table: segmentTable, mode: 'insert', rows: [{ segment_id: segmentId, ...rest }], tenant })],
  };
}
