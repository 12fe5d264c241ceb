import { TallyError, must, sha256 } from '#base';
import { createUnit, forTenant, type Database, type UnitBuilder } from '#store';
import { alertTable, windowTable } from '../tables.ts';
import { alertOf, seenRow, type AlertRow, type ModelAlert } from './alert.ts';
import type { AlertCondition } from './alert-rules.ts';
import type { WindowMeasures } from './measure-window.ts';

/** A window as it is kept. */
export interface StoredWindow {
  readonly modelId: string;
  readonly fromDay: number;
  readonly toDay: number;
  /** Instant at which it was measured; later outcomes are not in it. */
  readonly asOf: number;
  /** Whether nothing can change any more: all applications and all outcomes are in. */
  readonly isFinal: boolean;
  readonly measures: WindowMeasures;
}

/** What monitoring found of one model at one instant. */
export interface Finding {
  readonly modelId: string;
  readonly at: number;
  /** Windows that were measured now. */
  readonly windows: readonly StoredWindow[];
  /** Everything that is wrong now; open alerts that are not among it are closed. */
  readonly conditions: readonly AlertCondition[];
}

export interface AlertFilter {
  readonly modelId?: string | undefined;
  readonly isOpen?: boolean | undefined;
}

/** Rows and alerts of monitoring. */
export interface MonitorBook {
  windows(modelId: string): Promise<readonly StoredWindow[]>;
  /** Keeps windows and brings alerts in line with the conditions, in one commit; returns the alerts opened by it. */
  record(finding: Finding): Promise<readonly ModelAlert[]>;
  /** Newest first. */
  alerts(filter?: AlertFilter): Promise<readonly ModelAlert[]>;
  /** @throws TallyError `SCORES_ALERT_UNKNOWN`. */
  acknowledge(
    alertId: string,
    by: { readonly at: number; readonly actor: string; readonly note: string },
  ): Promise<ModelAlert>;
}

interface WindowRow {
  readonly model_id: string;
  readonly from_day: number;
  readonly to_day: number;
  readonly as_of: number;
  readonly is_final: boolean;
  readonly measures: WindowMeasures;
}

export function openMonitorBook(db: Database, tenant: string): MonitorBook {
  const read = forTenant(db, tenant);
  const alerts = async ({ modelId, isOpen }: AlertFilter = {}): Promise<ModelAlert[]> => {
    const rows = await read.query<AlertRow>(
      `select * from model_alert where tenant = $1 and ($2::text is null or model_id = $2)
         and ($3::bool is null or (closed_at is null) = $3) order by opened_at desc, alert_id`,
      [modelId ?? null, isOpen ?? null],
    );
    return rows.map(alertOf);
  };
  const one = async (alertId: string): Promise<ModelAlert> => {
    const rows = await read.query<AlertRow>('select * from model_alert where tenant = $1 and alert_id = $2', [alertId]);
    if (rows[0] !== undefined) return alertOf(rows[0]);
    throw new TallyError('SCORES_ALERT_UNKNOWN', `there is no alert ${alertId}`, {
      hint: 'list them at /v1/model-alerts',
      status: 404,
    });
  };
  return {
    alerts,
    async windows(modelId) {
      const rows = await read.query<WindowRow>(
        'select * from model_window where tenant = $1 and model_id = $2 order by from_day',
        [modelId],
      );
      return rows.map(windowOf);
    },
    async record(finding) {
      const open = await alerts({ modelId: finding.modelId, isOpen: true });
      const unit = createUnit(tenant).upsert(windowTable, finding.windows.map(windowRow));
      const opened = reconcile(unit, finding, open);
      if (unit.writes.length > 0) await db.write(unit);
      return await Promise.all(opened.map(one));
    },
    async acknowledge(alertId, { at, actor, note }) {
      await one(alertId);
      const row = { alert_id: alertId, acknowledged_at: at, acknowledged_by: actor, note };
      await db.write(createUnit(tenant).update(alertTable, [row]));
      return await one(alertId);
    },
  };
}

/** One open alert for a kind and subject: seen again, opened, or closed. Returns the ids of those opened. */
function reconcile(unit: UnitBuilder, { modelId, at, conditions }: Finding, open: readonly ModelAlert[]): string[] {
  const key = ({ kind, subject }: Pick<AlertCondition, 'kind' | 'subject'>): string => `${kind} ${subject}`;
  const known = new Map(open.map((alert) => [key(alert), alert]));
  const found = new Set(conditions.map(key));
  const closing = open.filter((alert) => !found.has(key(alert)));
  unit.update(
    alertTable,
    closing.map(({ alertId }) => ({ alert_id: alertId, closed_at: at })),
  );
  const again = conditions.filter((condition) => known.has(key(condition)));
  unit.update(
    alertTable,
    again.map((condition) => seenRow(must(known.get(key(condition)), 'an alert').alertId, condition, at)),
  );
  const fresh = conditions.filter((condition) => !known.has(key(condition)));
  const rows = fresh.map((condition) => {
    const alertId = `alert-${sha256(`${modelId} ${key(condition)} ${at}`).slice(0, 16)}`;
    const { kind, subject } = condition;
    return { ...seenRow(alertId, condition, at), model_id: modelId, kind, subject, opened_at: at };
  });
  unit.insert(alertTable, rows);
  return rows.map((row) => String((row as { alert_id?: unknown }).alert_id));
}

function windowOf(row: WindowRow): StoredWindow {
  return {
    modelId: row.model_id,
    fromDay: row.from_day,
    toDay: row.to_day,
    asOf: row.as_of,
    isFinal: row.is_final,
    measures: row.measures,
  };
}

function windowRow({ modelId, fromDay, toDay, asOf, isFinal, measures }: StoredWindow) {
  return { model_id: modelId, from_day: fromDay, to_day: toDay, as_of: asOf, is_final: isFinal, measures };
}
