import { createLog, systemClock } from '#base';
import { createClient, type TallyClient } from '#sdk';
import { MAIN_TENANT, openPlatform, startServer } from '#server';
import { readMarketPlan } from './market/market-plan.ts';
import { noMarket } from './market/no-market.ts';
import { readRunFile } from './run-file.ts';
import { loadSettings } from './settings.ts';
import { installationClock } from './start/installation-clock.ts';
import { startRetrainer } from './start/retrainer.ts';
import { packageVersion } from './version.ts';

/** The API of an installation, for a command on the same machine. */
export interface InstallationApi {
  readonly client: TallyClient;
  readonly url: string;
  readonly token: string;
}

/**
 * Lends a command the API of an installation: that of its running server, or else one of its own on a free port of the
 * loopback, with the data directory locked meanwhile. Either way the same checks and the same audit entries are made.
 */
export async function withInstallationApi<T>(
  options: {
    readonly data?: string | undefined;
    /** Training jobs run meanwhile, where no server runs them. */
    readonly trains?: boolean;
  },
  work: (api: InstallationApi) => Promise<T>,
): Promise<T> {
  const { values } = loadSettings({ dataDirectory: options.data });
  const running = readRunFile(values.dataDirectory);
  if (running !== undefined) return await work(apiOf(running));
  const report = createLog({ clock: systemClock, level: 'error', write: (line) => process.stderr.write(`${line}\n`) });
  const clock = installationClock();
  const platform = await openPlatform({ ...values, sync: values.storeSync, clock, report });
  try {
    await clock.begin(platform, await readMarketPlan(platform.tenant(MAIN_TENANT)));
    const server = await startServer({
      platform,
      report,
      market: noMarket,
      host: '127.0.0.1',
      port: 0,
      version: packageVersion(),
      wallClock: systemClock,
      rateLimitPerMinute: values.rateLimitPerMinute,
    });
    if (server.first !== undefined) {
      const { email, password } = server.first;
      // Said even with --json: nobody will ever be told again.
      process.stderr.write(`first administrator ${email}, password ${password} (shown only now)\n`);
    }
    const retrainer =
      options.trains === true ? startRetrainer({ platform, market: noMarket, report, only: 'jobs' }) : undefined;
    try {
      return await work(apiOf({ url: server.url, token: server.access.grantProcessToken() }));
    } finally {
      await retrainer?.stop();
      await server.close();
    }
  } finally {
    await platform.close();
  }
}

function apiOf({ url, token }: { readonly url: string; readonly token: string }): InstallationApi {
  return { client: createClient({ url, key: token }), url, token };
}
