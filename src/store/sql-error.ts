import { TallyError, isTallyError, messageOf } from '#base';

/** What the engine reports besides its message. */
interface EngineError {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
}

/** An engine's error as one of ours. The engine's detail line stays out of it: it repeats values. */
export function fromSqlError(error: unknown): TallyError {
  if (isTallyError(error)) return error;
  const { code = '', constraint, table, column } = error as EngineError;
  const data = Object.fromEntries(
    Object.entries({ sqlstate: code, table, constraint, column }).filter(([, value]) => value !== undefined),
  );
  const message = messageOf(error);
  if (code === '53100') return diskFull(message);
  if (code === '23505') {
    return new TallyError('STORE_DUPLICATE', `the key exists already: ${message}`, {
      hint: 'use another key, or read the row that is there',
      data,
      status: 409,
    });
  }
  if (code.startsWith('23')) {
    return new TallyError('STORE_CONSTRAINT', message, {
      hint: 'the row breaks a rule of its table',
      data,
      status: 422,
    });
  }
  if (/^[0-9A-Z]{5}$/.test(code) && !/^(08|57|58|XX)/.test(code)) {
    const hint = code === '42P01' ? 'the database is not migrated; run "tally migrate"' : 'see the SQLSTATE in data';
    return new TallyError('STORE_SQL', message, { hint, data, status: 500, cause: error });
  }
  return lost(message, error);
}

/** True when the engine certainly rolled the whole transaction back, so that its units may be tried one by one. */
export function isRefusal(error: TallyError): boolean {
  return ['STORE_DUPLICATE', 'STORE_CONSTRAINT', 'STORE_MISSING', 'STORE_SQL'].includes(error.code);
}

export function diskFull(message: string): TallyError {
  return new TallyError('STORE_DISK_FULL', `the disk of the data directory is full: ${message}`, {
    hint: 'free some space; nothing that was acknowledged is lost',
    retryable: true,
    status: 507,
  });
}

export function lost(message: string, cause?: unknown): TallyError {
  return new TallyError('STORE_LOST', `the connection to the database was lost: ${message}`, {
    hint: 'try again; whether the last write was committed is not known',
    retryable: true,
    status: 503,
    cause,
  });
}

export function closed(): TallyError {
  return new TallyError('STORE_CLOSED', 'the database is closed', { hint: 'open it again', status: 503 });
}
