import { DAY_MS, instantOfDay, type Day } from '#base';
import { MINIMUM_EVENTS, type ModelRegistry, type TrainingBook } from '#scores';
import type { LendPorts } from '../ports.ts';
import { labelOfPurpose } from './labels.ts';
import { REST_DAYS } from './retrain-reason.ts';

/** Share of the events that the newest model learned from, from which new ones are worth a training. */
const FRESH_SHARE = 0.2;

interface Question {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  readonly jobs: Pick<TrainingBook, 'list'>;
  readonly today: Day;
}

/**
 * Why a purpose with rows of its own deserves a model: events enough for a first one, or a fifth more than the newest learned from.
 * Undefined when it does not, or a training for it was tried within four weeks.
 */
export async function sourceReason(
  { ports, registry, jobs, today }: Question,
  purpose: string,
): Promise<{ readonly label: string; readonly why: string } | undefined> {
  const label = labelOfPurpose(purpose);
  const [last] = await jobs.list({ purpose, limit: 1 });
  if (label === undefined || (last?.createdAt ?? -Infinity) > instantOfDay(today) - REST_DAYS * DAY_MS)
    return undefined;
  const newest = registry.list({ purpose }).at(-1);
  const labels = await label.read(ports.db, ports.tenant, { today });
  const events = labels.reduce((sum, { value }) => sum + value, 0);
  const wanted = Math.max(
    MINIMUM_EVENTS.train + MINIMUM_EVENTS.test,
    Math.ceil((newest?.training.events ?? 0) * (1 + FRESH_SHARE)),
  );
  return events < wanted ? undefined : { label: label.name, why: `${events} applications judged to be fraud` };
}
