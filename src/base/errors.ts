/** What an error of the platform carries besides its message. */
export interface ErrorDetails {
  /** What the reader should do next, one sentence. */
  readonly hint?: string;
  /** Values that explain the error; never personal data. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** True when the same call may succeed later without a change. */
  readonly retryable?: boolean;
  /** HTTP status that fits when the error reaches a client. */
  readonly status?: number;
  readonly cause?: unknown;
}

/**
 * The one error family. `code` is stable, documented in `docs/errors.md`, and named `ROOM_WHAT`.
 *
 * @example
 * throw new TallyError('BASE_MONEY_CURRENCY', 'cannot add USD to CNY', { hint: 'convert first' });
 */
export class TallyError extends Error {
  override readonly name = 'TallyError';
  readonly code: string;
  readonly hint: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;
  readonly status: number;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint ?? '';
    this.data = details.data ?? {};
    this.retryable = details.retryable ?? false;
    this.status = details.status ?? 400;
  }
}

/** True when `error` belongs to the family and, if given, carries `code`. */
export function isTallyError(error: unknown, code?: string): error is TallyError {
  return error instanceof TallyError && (code === undefined || error.code === code);
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The plain form of an error that crosses a thread or the wire; `fromWire` makes it an error again. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;
  readonly status: number;
}

/** Turns whatever was thrown into its wire form; strangers become `BASE_UNEXPECTED`. */
export function toWireError(error: unknown): WireError {
  if (error instanceof TallyError) {
    const { code, message, hint, data, retryable, status } = error;
    return { code, message, hint, data, retryable, status };
  }
  const code = 'BASE_UNEXPECTED';
  return { code, message: messageOf(error), hint: '', data: {}, retryable: false, status: 500 };
}

/** The inverse of {@link toWireError}. */
export function fromWireError(wire: WireError): TallyError {
  return new TallyError(wire.code, wire.message, wire);
}
