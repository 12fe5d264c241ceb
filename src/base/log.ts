import type { Clock } from './clock.ts';
import { formatInstant } from './date.ts';
import { isTallyError, messageOf } from './errors.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured logs, one JSON object a line. Fields on the redaction list never leave the process. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log with fields on every line. */
  with(fields: LogFields): Log;
}

export type LogFields = Readonly<Record<string, unknown>>;

export interface LogOptions {
  readonly clock: Clock;
  readonly level: LogLevel;
  /** Where a finished line goes. */
  readonly write: (line: string) => void;
}

/** Names of fields whose values are never logged, at any depth, compared without case or separators. */
export const REDACTED_FIELDS: readonly string[] = [
  'name',
  'fullname',
  'phone',
  'email',
  'nationalid',
  'account',
  'card',
  'address',
  'contacts',
  'password',
  'secret',
  'token',
  'apikey',
  'authorization',
  'cookie',
  'masterkey',
  'identifiers',
  'body',
];

const LEVELS: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** A log of one JSON object a line. */
export function createLog(options: LogOptions, bound: LogFields = {}): Log {
  const emit = (level: LogLevel, message: string, fields: LogFields = {}): void => {
    if (LEVELS[level] < LEVELS[options.level]) return;
    const line = { time: formatInstant(options.clock.now()), level, message, ...redactFields({ ...bound, ...fields }) };
    options.write(JSON.stringify(line));
  };
  return {
    debug: (message, fields) => emit('debug', message, fields),
    info: (message, fields) => emit('info', message, fields),
    warn: (message, fields) => emit('warn', message, fields),
    error: (message, fields) => emit('error', message, fields),
    with: (fields) => createLog(options, { ...bound, ...fields }),
  };
}

/** A log that says nothing, for tests and libraries. */
export const silentLog: Log = createLog({ clock: { now: () => 0 }, level: 'error', write: () => undefined });

function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, redact(key, value)]));
}

function redact(key: string, value: unknown): unknown {
  if (REDACTED_FIELDS.includes(key.toLowerCase().replace(/[-_ ]/g, ''))) return '[redacted]';
  if (value instanceof Error) return describe(value);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map((item) => redact('', item));
  return value !== null && typeof value === 'object' ? redactFields(value as LogFields) : value;
}

function describe(error: Error): LogFields {
  return isTallyError(error) ? { code: error.code, message: error.message } : { message: messageOf(error) };
}
