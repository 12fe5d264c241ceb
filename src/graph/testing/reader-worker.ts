import { parentPort, workerData } from 'node:worker_threads';
import { EdgeReader, type ReadArcs, type SharedPicture } from '../store/edge-reader.ts';

/*
 * Reads nodes round and round while another thread writes. The arcs of node v all lead to `nodes + v` and carry their number at v,
 * so that an arc of another node, one half written or one that is missing is seen.
 */

const { nodes, picture } = workerData as { readonly nodes: number; readonly picture: SharedPicture };
const told = { reads: 0, again: 0, pictures: 0, wrong: 0, arcs: 0 };

function isRight(node: number, { count, columns: { ends, weights } }: ReadArcs): boolean {
  for (let i = 0; i < count; i++) if (ends[i] !== nodes + node || weights?.[i] !== count - 1 - i) return false;
  return true;
}

function readAll(now: SharedPicture): void {
  const reader = new EdgeReader(now);
  told.pictures++;
  // Until the picture is stale or a fixed amount was read: then the other thread is asked for the next.
  for (let i = 0; i < 20_000; i++) {
    const arcs = reader.read(i % nodes, {});
    if (arcs === undefined) break;
    told.reads++;
    told.arcs += arcs.count;
    if (!isRight(i % nodes, arcs)) told.wrong++;
  }
  told.again += reader.again;
  parentPort?.postMessage(told);
}

parentPort?.on('message', readAll);
readAll(picture);
