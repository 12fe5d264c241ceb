import { unpackFactors, type DecisionLog, type DecisionPlace } from '#decide';
import { createUnit, forTenant, type Database, type TenantReader } from '#store';
import type { ModelRegistry } from '../registry.ts';
import { shadowBlockTable, shadowMarkTable } from '../tables.ts';

/** A score that a shadow model gave to an application. */
export interface ShadowScore {
  readonly modelId: string;
  readonly score: number;
}

/** Scores of shadow models, made behind the decisions. */
export interface ShadowBook {
  /**
   * Scores the decisions made since the last call by all models that are shadows now. Each block's scores and the mark behind
   * it are one commit: every decision is scored exactly once, also after a kill. Returns the number of decisions scored.
   */
  follow(): Promise<number>;
  /** What shadows said of a decision. */
  scores(place: DecisionPlace): Promise<readonly ShadowScore[]>;
  /** All scores of a model, in the order of the decisions. */
  scoresOf(modelId: string): AsyncIterable<{ readonly applicationId: string; readonly score: number }>;
}

export interface ShadowOptions {
  readonly db: Database;
  readonly tenant: string;
  readonly registry: ModelRegistry;
  readonly decisions: DecisionLog;
  /** Schema of the factors that the models know; decisions on other definitions get no score (NaN). */
  readonly schemaId: string;
}

const MARK = 'scored';

interface BlockRow {
  readonly block: number;
  readonly models: readonly string[];
  readonly applications: readonly string[];
  readonly scores: Uint8Array;
}

export function openShadowBook({ db, tenant, registry, decisions, schemaId }: ShadowOptions): ShadowBook {
  const read = forTenant(db, tenant);
  const nextBlock = async (): Promise<number> => {
    const rows = await read.query<{ block: number }>('select block from shadow_mark where tenant = $1 and name = $2', [
      MARK,
    ]);
    return rows[0]?.block ?? 0;
  };
  const markAt = (block: number) => createUnit(tenant).upsert(shadowMarkTable, [{ name: MARK, block }]);
  const follow = async (): Promise<number> => {
    const from = await nextBlock();
    const { ids, score } = await registry.models({ stages: ['shadow'] });
    if (ids.length === 0) {
      // Nobody to ask: decisions made meanwhile are passed over, later shadows begin where they begin.
      const end = await endOf(read);
      if (end > from) await db.write(markAt(end));
      return 0;
    }
    let scored = 0;
    for await (const { block, records } of decisions.blocks(from)) {
      const scores = new Float64Array(records.length * ids.length);
      records.forEach((record, i) => {
        const out = scores.subarray(i * ids.length, (i + 1) * ids.length);
        if (record.factorSchemaId === schemaId) score(unpackFactors(record.factors), out);
        else out.fill(NaN);
      });
      const applications = records.map(({ applicationId }) => applicationId);
      const row = { block, models: ids, applications, scores: new Uint8Array(scores.buffer) };
      await db.write(markAt(block + 1).insert(shadowBlockTable, [row]));
      scored += records.length;
    }
    return scored;
  };
  let following: Promise<number> = Promise.resolve(0);
  return {
    follow() {
      following = following.catch(() => 0).then(follow);
      return following;
    },
    async scores({ block, index }) {
      const [row] = await read.query<BlockRow>('select * from shadow_block where tenant = $1 and block = $2', [block]);
      return row === undefined ? [] : row.models.map((modelId, m) => ({ modelId, score: scoreAt(row, index, m) }));
    },
    async *scoresOf(modelId) {
      for (let from = 0; ;) {
        const rows = await read.query<BlockRow>(
          'select * from shadow_block where tenant = $1 and block >= $2 order by block limit 200',
          [from],
        );
        for (const row of rows) {
          const m = row.models.indexOf(modelId);
          if (m < 0) continue;
          for (const [place, applicationId] of row.applications.entries()) {
            yield { applicationId, score: scoreAt(row, place, m) };
          }
        }
        const last = rows.at(-1);
        if (last === undefined) return;
        from = last.block + 1;
      }
    },
  };
}

async function endOf(read: TenantReader): Promise<number> {
  const rows = await read.query<{ last: number | null }>(
    'select max(block) as last from decision_block where tenant = $1',
  );
  return (rows[0]?.last ?? -1) + 1;
}

function scoreAt({ models, scores }: BlockRow, place: number, model: number): number {
  const view = new DataView(scores.buffer, scores.byteOffset, scores.byteLength);
  return view.getFloat64(8 * (place * models.length + model), true);
}
