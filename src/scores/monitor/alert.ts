import type { Row } from '#store';
import type { AlertCondition, AlertKind, AlertSeverity } from './alert-rules.ts';

/** A condition that was found, from when to when, and who knows of it. */
export interface ModelAlert extends AlertCondition {
  readonly alertId: string;
  readonly modelId: string;
  readonly openedAt: number;
  /** When the condition was last found. */
  readonly seenAt: number;
  readonly closedAt: number | undefined;
  readonly acknowledgedAt: number | undefined;
  readonly acknowledgedBy: string | undefined;
  readonly note: string | undefined;
}

export interface AlertRow {
  readonly alert_id: string;
  readonly model_id: string;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly severity: AlertSeverity;
  readonly value: number;
  readonly threshold: number;
  readonly from_day: number;
  readonly opened_at: number;
  readonly seen_at: number;
  readonly closed_at: number | null;
  readonly acknowledged_at: number | null;
  readonly acknowledged_by: string | null;
  readonly note: string | null;
}

export function alertOf(row: AlertRow): ModelAlert {
  return {
    alertId: row.alert_id,
    modelId: row.model_id,
    kind: row.kind,
    subject: row.subject,
    severity: row.severity,
    value: row.value,
    limit: row.threshold,
    fromDay: row.from_day,
    openedAt: row.opened_at,
    seenAt: row.seen_at,
    closedAt: row.closed_at ?? undefined,
    acknowledgedAt: row.acknowledged_at ?? undefined,
    acknowledgedBy: row.acknowledged_by ?? undefined,
    note: row.note ?? undefined,
  };
}

/** The columns that change while an alert is open. */
export function seenRow(alertId: string, { severity, value, limit, fromDay }: AlertCondition, at: number): Row {
  return { alert_id: alertId, severity, value, threshold: limit, from_day: fromDay, seen_at: at };
}
