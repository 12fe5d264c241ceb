import type { Clock } from '#base';
import { openMemoryHot } from './adapters/hot-memory.ts';
import type { Hot } from './hot.ts';

export interface HotOptions {
  /** A Redis or Valkey address; without one hot state lives in this process. */
  readonly url?: string | undefined;
  readonly clock: Clock;
}

/** Opens hot state, in memory or shared. */
export async function openHot({ url, clock }: HotOptions): Promise<Hot> {
  if (url === undefined || url === '') return openMemoryHot(clock);
  const { openRedisHot } = await import('./adapters/hot-redis.ts');
  return await openRedisHot(url);
}
