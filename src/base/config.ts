import { readFileSync } from 'node:fs';
import { TallyError, messageOf } from './errors.ts';
import { z } from './schema.ts';

/** Where the effective value of a setting came from. */
export type ConfigOrigin = 'option' | 'environment' | 'file' | 'default' | 'unset';

export interface ConfigSetting {
  readonly name: string;
  readonly variable: string;
  readonly value: unknown;
  readonly origin: ConfigOrigin;
  readonly description: string;
  /** Secrets are shown as `[set]`. */
  readonly secret: boolean;
}

/** One setting: its schema, the environment variable that sets it, and the reason it exists. */
export interface SettingSpec<T> {
  readonly schema: z.ZodType<T>;
  readonly variable: string;
  readonly description: string;
  readonly default?: T;
  readonly secret?: boolean;
}

export type ConfigSpec = Readonly<Record<string, SettingSpec<unknown>>>;

export type ConfigValues<S extends ConfigSpec> = {
  readonly [K in keyof S]: S[K] extends { readonly schema: z.ZodType<infer T>; readonly default: unknown }
    ? T
    : S[K] extends SettingSpec<infer T>
      ? T | undefined
      : never;
};

export interface LoadedConfig<S extends ConfigSpec> {
  readonly values: ConfigValues<S>;
  readonly settings: readonly ConfigSetting[];
}

export interface ConfigSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path of a JSON file of settings by name; a missing path is no file. */
  readonly file?: string;
}

/**
 * Loads settings: environment over file over default.
 *
 * @throws TallyError `BASE_CONFIG_INVALID` naming the setting, its origin and what it should be;
 *   `BASE_CONFIG_FILE` when the file cannot be read or names an unknown setting.
 */
export function loadConfig<S extends ConfigSpec>(spec: S, sources: ConfigSources): LoadedConfig<S> {
  const file = sources.file === undefined ? {} : readConfigFile(sources.file, spec);
  const settings = Object.entries(spec).map(([name, setting]) =>
    resolve(name, setting, { file, environment: sources.environment }),
  );
  const values = Object.fromEntries(settings.map(({ name, value }) => [name, value])) as ConfigValues<S>;
  return { values, settings };
}

function readConfigFile(path: string, spec: ConfigSpec): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new TallyError('BASE_CONFIG_FILE', `cannot read ${path}: ${messageOf(error)}`, {
      hint: 'the file holds one JSON object of settings',
    });
  }
  const entries = z.record(z.string(), z.unknown()).safeParse(content);
  const unknown = entries.success ? Object.keys(entries.data).filter((name) => !(name in spec)) : ['(no object)'];
  if (!entries.success || unknown.length > 0) {
    throw new TallyError('BASE_CONFIG_FILE', `${path} has unknown settings: ${unknown.join(', ')}`, {
      hint: `known settings: ${Object.keys(spec).join(', ')}`,
    });
  }
  return entries.data;
}

interface RawSources {
  readonly file: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

function resolve(name: string, spec: SettingSpec<unknown>, { file, environment }: RawSources): ConfigSetting {
  const { variable, description, secret = false } = spec;
  const fromEnvironment = environment[variable];
  const origin = originOf(fromEnvironment, file[name], spec.default);
  const raw =
    origin === 'environment' ? fromText(fromEnvironment ?? '') : origin === 'file' ? file[name] : spec.default;
  if (origin === 'unset') return { name, variable, value: undefined, origin, description, secret };
  const parsed = spec.schema.safeParse(raw);
  const retried = parsed.success ? parsed : spec.schema.safeParse(origin === 'environment' ? fromEnvironment : raw);
  if (retried.success) return { name, variable, value: retried.data, origin, description, secret };
  const shown = secret ? '[secret]' : JSON.stringify(raw);
  throw new TallyError(
    'BASE_CONFIG_INVALID',
    `${name} from the ${origin} is ${shown}: ${retried.error.issues[0]?.message}`,
    {
      hint: `set ${variable} or "${name}" in the settings file; ${description}`,
    },
  );
}

function originOf(environment: string | undefined, file: unknown, fallback: unknown): ConfigOrigin {
  if (environment !== undefined && environment !== '') return 'environment';
  if (file !== undefined) return 'file';
  return fallback === undefined ? 'unset' : 'default';
}

function fromText(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
