import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = Parameters<NodeFS['init']>;

/** What of the emscripten module is needed to give its node file system an fsync. */
interface EmscriptenModule {
  readonly NODEFS: { readonly stream_ops: Record<string, unknown> };
  readonly FS: { readonly ErrnoError: new (errno: number) => Error };
}

const EIO = 29;

/** PGlite's node file system answers fsync with success and does nothing; this one flushes to the disk. */
export class SyncedNodeFS extends NodeFS {
  override async init(pg: Init[0], options: Init[1]): ReturnType<NodeFS['init']> {
    const result = await super.init(pg, options);
    const preRun = [...(result.emscriptenOpts.preRun ?? []), addFsync as never];
    return { ...result, emscriptenOpts: { ...result.emscriptenOpts, preRun } };
  }
}

function addFsync(module: EmscriptenModule): void {
  module.NODEFS.stream_ops['fsync'] = ({ nfd }: { readonly nfd: number }): void => {
    try {
      fsyncSync(nfd);
    } catch {
      // As an error of its own kind it reaches Postgres, which stops rather than acknowledge.
      throw new module.FS.ErrnoError(EIO);
    }
  };
}
