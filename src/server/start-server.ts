import { createIdSource, createRng, TallyError, type Clock, type Log } from '#base';
import { openAccessBook, type AccessBook } from './access/access-book.ts';
import { createApp } from './http/app.ts';
import type { Market } from './http/market.ts';
import { MAIN_TENANT, type Platform } from './platform/open-platform.ts';

export interface ServerOptions {
  readonly platform: Platform;
  readonly market: Market;
  readonly host: string;
  readonly port: number;
  readonly version: string;
  readonly wallClock: Clock;
  readonly report: Log;
  readonly rateLimitPerMinute: number;
}

export interface RunningServer {
  readonly url: string;
  readonly access: AccessBook;
  /** The first administrator, when this start made him: his password is known only here. */
  readonly first: FirstAdministrator | undefined;
  close(): Promise<void>;
}

export interface FirstAdministrator {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

/**
 * Serves the API and the console.
 *
 * @throws TallyError `SERVER_PORT_IN_USE` when somebody else listens there.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { platform, market, wallClock, report, version, rateLimitPerMinute, host, port } = options;
  const ids = createIdSource(wallClock, createRng(`access:${wallClock.now()}`));
  const access = await openAccessBook({ db: platform.db, clock: wallClock, ids });
  const app = await createApp({ ports: { platform, access, wallClock, market, version }, report, rateLimitPerMinute });
  let url: string;
  try {
    url = await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw listenError(error, port);
  }
  const first = await firstAdministrator(access);
  return { url, access, first, close: () => app.close() };
}

async function firstAdministrator(access: AccessBook): Promise<FirstAdministrator | undefined> {
  if (access.users(MAIN_TENANT).length > 0) return undefined;
  const { user, password } = await access.createUser(MAIN_TENANT, 'admin@tallystick.local', 'admin');
  const { secret } = await access.createKey(MAIN_TENANT, 'first key', 'admin');
  return { email: user.email, password, apiKey: secret };
}

function listenError(error: unknown, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new TallyError('SERVER_PORT_IN_USE', `port ${port} is in use`, {
    hint: `stop the program that uses it, or start with --port ${port + 1}`,
    status: 500,
  });
}
