import { Network, restoreNetwork } from '#network';
import type { SnapshotFile } from '../snapshot-file.ts';

/** The network as its snapshot has it. */
export interface WokenNetwork {
  readonly network: Network;
  /** Events before this offset are in. */
  readonly offset: number;
  /** The same without a snapshot. */
  afresh(): WokenNetwork;
}

/** Restores the network from its snapshot, else an empty one; a file that cannot be read is worth no more than none. */
export function wakeNetwork(file?: SnapshotFile): WokenNetwork {
  const afresh = (): WokenNetwork => wakeNetwork();
  try {
    const saved = file?.read();
    if (saved !== undefined) {
      return { network: restoreNetwork(saved.bytes), offset: Number(saved.header['offset']), afresh };
    }
  } catch {
    // The log holds everything.
  }
  return { network: new Network(), offset: 0, afresh };
}
