/** What the server said against a request: problem details (RFC 9457) with the platform's code. */
export class TallyApiError extends Error {
  override readonly name = 'TallyApiError';
  /** Stable, documented in docs/errors: `SERVER_FORBIDDEN`; `SDK_NETWORK` when no answer came. */
  readonly code: string;
  /** What to do next. */
  readonly hint: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(problem: Problem) {
    super(problem.detail ?? `the server answered with status ${problem.status}`);
    this.code = problem.code ?? 'SDK_ANSWER';
    this.hint = problem.hint ?? '';
    this.status = problem.status;
    this.data = problem.data ?? {};
  }
}

/** Problem details as they arrive; a proxy in between may leave most of them out. */
export interface Problem {
  readonly status: number;
  readonly detail?: string | undefined;
  readonly code?: string | undefined;
  readonly hint?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}
