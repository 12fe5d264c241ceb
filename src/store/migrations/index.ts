import type { Migration } from '../migrate.ts';
import { migration0001 } from './0001-store.ts';

/** Tables of the store itself: the job queue. */
export const storeMigrations: readonly Migration[] = [migration0001];
