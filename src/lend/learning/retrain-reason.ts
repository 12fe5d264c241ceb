import { DAY_MS, formatInstant, instantOfDay, type Day } from '#base';
import { isDecay, openMonitorBook, type ModelRegistry } from '#scores';
import type { LendPorts } from '../ports.ts';
import { labelDefinition, labelOfPurpose } from './labels.ts';

/** Days for which a purpose is left alone after a model was trained for it. */
export const REST_DAYS = 28;

/** Outcomes that became certain since the newest model, and share of its rows, from which another is worth a training. */
const FRESH = { rows: 500, share: 0.5 } as const;

interface Question {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  readonly today: Day;
}

/**
 * Why a purpose that has a champion deserves a new model: a decay of the champion, or enough outcomes that its newest model
 * has not seen. Undefined when it does not.
 */
export async function retrainReason(
  { ports, registry, today }: Question,
  purpose: string,
): Promise<string | undefined> {
  const champion = registry.champion(purpose);
  const newest = registry.list({ purpose }).at(-1);
  if (champion === undefined || newest === undefined) return undefined;
  if (newest.createdAt > instantOfDay(today) - REST_DAYS * DAY_MS) return undefined;
  const { modelId } = champion;
  const decay = (await openMonitorBook(ports.db, ports.tenant).alerts({ modelId, isOpen: true })).find(isDecay);
  if (decay !== undefined) return `${modelId}: ${decay.kind} alert since ${formatInstant(decay.openedAt)}`;
  const { labelName } = newest.training;
  const label = labelName === undefined ? labelOfPurpose(purpose) : labelDefinition(labelName);
  if (label === undefined) return undefined;
  const fresh = await label.read(ports.db, ports.tenant, { today, fromDay: newest.training.toDay + 1 });
  const wanted = Math.max(FRESH.rows, FRESH.share * newest.training.rows);
  return fresh.length >= wanted ? `${fresh.length} outcomes since ${newest.modelId}` : undefined;
}
