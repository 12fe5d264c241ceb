import { exp, sigmoid } from '#base';
import type { Evidence } from './evidence.ts';
import { clamp } from './random.ts';

/** Installed apps from their logarithm, as events carry them. */
export function publishApps(apps: number): number {
  return clamp(Math.round(exp(apps)), 3, 400);
}

/** Seconds on the form from their logarithm. */
export function publishForm(form: number): number {
  return clamp(Math.round(exp(form)), 10, 7200);
}

/** The evidence of phone and form as events carry it: whole numbers and shares. */
export interface Published {
  readonly calls30d: number;
  readonly distinctContacts30d: number;
  readonly incomingShare: number;
  readonly durationS: number;
  readonly idleS: number;
}

export function publish(evidence: Evidence): Published {
  const calls30d = clamp(Math.round(exp(evidence.calls)) - 1, 0, 20_000);
  return {
    calls30d,
    distinctContacts30d: calls30d === 0 ? 0 : Math.max(1, Math.round(calls30d * sigmoid(evidence.distinct))),
    incomingShare: Math.round(sigmoid(evidence.incoming) * 1000) / 1000,
    durationS: publishForm(evidence.form),
    idleS: clamp(Math.round(exp(evidence.idle)) - 1, 0, 7200),
  };
}
