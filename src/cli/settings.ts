import { existsSync } from 'node:fs';
import { loadConfig, z, type LoadedConfig } from '#base';

/** Every setting of an installation: one schema for environment, file and defaults. */
export const settingsSpec = {
  dataDirectory: {
    schema: z.string().min(1),
    variable: 'TALLY_DATA_DIRECTORY',
    default: './.tally',
    description: 'where the embedded store, the master key and snapshots live',
  },
  host: {
    schema: z.string().min(1),
    variable: 'TALLY_HOST',
    default: '127.0.0.1',
    description: 'address to listen on; anything but the loopback needs a proxy with TLS in front',
  },
  port: {
    schema: z.int().min(0).max(65_535),
    variable: 'TALLY_PORT',
    default: 7360,
    description: 'port of the API and the console',
  },
  databaseUrl: {
    schema: z.string().regex(/^postgres(ql)?:\/\//, 'an address such as postgres://user@host/database'),
    variable: 'DATABASE_URL',
    description: 'a Postgres to use instead of the embedded store',
    secret: true,
  },
  redisUrl: {
    schema: z.string().regex(/^(redis|rediss|valkey):\/\//, 'an address such as redis://host:6379'),
    variable: 'REDIS_URL',
    description: 'a Valkey or Redis for hot state that several processes share',
    secret: true,
  },
  masterKey: {
    schema: z.string().regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits'),
    variable: 'TALLY_MASTER_KEY',
    description: 'key that seals personal data; made in the data directory when left out',
    secret: true,
  },
  storeSync: {
    schema: z.enum(['full', 'os']),
    variable: 'TALLY_STORE_SYNC',
    default: 'full',
    description:
      'full: a write is answered after fsync and survives power loss; os: it survives a crash of the process',
  },
  logLevel: {
    schema: z.enum(['debug', 'info', 'warn', 'error']),
    variable: 'TALLY_LOG_LEVEL',
    default: 'warn',
    description: 'least severe log line that is written',
  },
  rateLimitPerMinute: {
    schema: z.int().min(1),
    variable: 'TALLY_RATE_LIMIT',
    default: 120_000,
    description: 'requests a minute from one key or address',
  },
  people: {
    schema: z.int().min(100).max(2_000_000),
    variable: 'TALLY_PEOPLE',
    default: 10_000,
    description: 'people of the simulated market of a first start',
  },
  months: {
    schema: z.int().min(1).max(120),
    variable: 'TALLY_MONTHS',
    default: 12,
    description: 'months of history that the simulated market lives through at the first start',
  },
  seed: { schema: z.int().min(0), variable: 'TALLY_SEED', default: 42, description: 'seed of the simulated market' },
  pack: {
    schema: z.enum(['default', 'mild', 'hostile']),
    variable: 'TALLY_PACK',
    default: 'default',
    description: 'parameter pack of the simulated market',
  },
  daysPerMinute: {
    schema: z.number().gt(0).max(1000),
    variable: 'TALLY_DAYS_PER_MINUTE',
    default: 1,
    description: 'simulated days a minute once the history is lived',
  },
} as const;

export type Settings = LoadedConfig<typeof settingsSpec>;

/** The file of settings looked for in the working directory. */
export const SETTINGS_FILE = 'tally.json';

/** Options of the command line over environment over `tally.json` over defaults. */
export function loadSettings(options: Readonly<Record<string, string | undefined>> = {}): Settings {
  const fromOptions = Object.entries(options).flatMap(([name, value]) => {
    const variable = settingsSpec[name as keyof typeof settingsSpec]?.variable;
    return variable === undefined || value === undefined ? [] : [[variable, value] as const];
  });
  const environment = { ...process.env, ...Object.fromEntries(fromOptions) };
  const file = existsSync(SETTINGS_FILE) ? { file: SETTINGS_FILE } : {};
  const { values, settings } = loadConfig(settingsSpec, { environment, ...file });
  const isOption = (name: string): boolean => options[name] !== undefined;
  return { values, settings: settings.map((one) => (isOption(one.name) ? { ...one, origin: 'option' } : one)) };
}
