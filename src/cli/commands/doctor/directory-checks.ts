import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, warn, type Check, type Patient } from './check.ts';
import { lockHolder } from './lock-holder.ts';

const GIB = 2 ** 30;

/** Checks of the data directory. */
export const directoryChecks: readonly Check[] = [
  {
    name: 'data directory',
    run({ values }) {
      const directory = resolve(values.dataDirectory);
      const isNew = !existsSync(directory);
      accessSync(isNew ? existing(directory) : directory, constants.W_OK);
      return ok(isNew ? `${directory} (made by the first start)` : directory);
    },
  },
  {
    name: 'disk space',
    run({ values }) {
      const { bavail, bsize } = statfsSync(existing(resolve(values.dataDirectory)));
      const free = bavail * bsize;
      const found = `${(free / GIB).toFixed(1)} GiB free`;
      if (free < GIB / 4) return fail(found, 'free some space: writes stop when the disk is full');
      return free < 2 * GIB ? warn(found, 'free some space soon') : ok(found);
    },
  },
  {
    name: 'master key',
    run({ values }) {
      if (values.masterKey !== undefined) return ok('from the configuration');
      const path = join(values.dataDirectory, 'master.key');
      if (!existsSync(path)) return ok('made by the first start');
      const mode = statSync(path).mode & 0o777;
      if ((mode & 0o077) === 0) return ok(`${path}, for its owner alone`);
      return fail(`${path} has mode ${mode.toString(8)}`, `run "chmod 600 ${path}": others can read it`);
    },
  },
  { name: 'lock', run: checkLock },
  {
    name: 'run.json',
    run({ values, server }) {
      const path = join(values.dataDirectory, 'run.json');
      if (server !== undefined) return ok(`process ${server.pid} at ${server.url}`);
      return existsSync(path)
        ? warn('left behind by a process that is gone', 'nothing: the next start replaces it')
        : ok('no server runs');
    },
  },
];

function checkLock({ values, server }: Patient) {
  if (values.databaseUrl !== undefined) return ok('held in Postgres while a server runs');
  const holder = lockHolder(join(values.dataDirectory, 'store'));
  if (holder === undefined) return ok('free');
  if (holder === server?.pid) return ok(`held by the server, process ${holder}`);
  return warn(`held by process ${holder}`, 'another command or a start in progress uses the store; wait for it');
}

/** The nearest folder above that exists. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}
