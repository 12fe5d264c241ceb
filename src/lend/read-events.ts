import type { StoredEvent } from '#stream';
import type { LendPorts } from './ports.ts';

/** Events read at once around a wanted one: the log keeps them in blocks of about this size. */
const AROUND = 500;

/** The events at ascending offsets, from the log; what lies close together is read together. */
export async function readEvents(
  { log, tenant }: Pick<LendPorts, 'log' | 'tenant'>,
  offsets: readonly number[],
): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (let i = 0; i < offsets.length;) {
    const from = offsets[i] as number;
    const batch = await log.read(tenant, 0, { from, limit: AROUND });
    const last = batch.at(-1)?.offset ?? from;
    const wanted = new Set<number>();
    for (; i < offsets.length && (offsets[i] as number) <= last; i++) wanted.add(offsets[i] as number);
    found.push(...batch.filter(({ offset }) => wanted.has(offset)));
    if (batch.length === 0) break;
  }
  return found;
}
