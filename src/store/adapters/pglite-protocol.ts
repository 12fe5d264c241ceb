import type { WireError } from '#base';
import type { RowWrite } from '../unit.ts';

/** `full`: a commit is on the disk when it is acknowledged; `os`: it survives the process, not a power cut. */
export type SyncMode = 'full' | 'os';

export interface WorkerSettings {
  readonly dataDir: string;
  readonly sync: SyncMode;
}

export type Call =
  | { readonly kind: 'query'; readonly sql: string; readonly params: readonly unknown[] }
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'commit'; readonly writes: readonly RowWrite[] }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };

/** `transaction` goes ahead of the reply of a commit: by it the outcome can be asked for when no reply comes. */
export type Reply = { readonly transaction: string } | Outcome;

export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: WireError };
