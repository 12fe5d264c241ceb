import { Network, restoreNetwork, snapshotNetwork } from '#network';
import type { SnapshotFile } from '../snapshot-file.ts';
import { NetworkWatcher, type WatcherImage } from './network-watcher.ts';

/** The network as its snapshot has it, with what watches it. */
export interface WokenNetwork {
  readonly network: Network;
  readonly watcher: NetworkWatcher;
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
      const { bytes, header } = saved;
      const split = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) + 4;
      const network = restoreNetwork(bytes.subarray(split));
      const image = JSON.parse(new TextDecoder().decode(bytes.subarray(4, split))) as WatcherImage;
      return { network, watcher: new NetworkWatcher(network, image), offset: Number(header['offset']), afresh };
    }
  } catch {
    // The log holds everything.
  }
  const network = new Network();
  return { network, watcher: new NetworkWatcher(network), offset: 0, afresh };
}

/** Writes both to their file: length of the watcher's part (uint32, little-endian), it as JSON, the network. */
export function saveNetwork(
  file: SnapshotFile,
  { network, watcher, offset }: Pick<WokenNetwork, 'network' | 'watcher' | 'offset'>,
): void {
  const image = new TextEncoder().encode(JSON.stringify(watcher.image()));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, image.length, true);
  file.write({ offset }, length, image, snapshotNetwork(network));
}
