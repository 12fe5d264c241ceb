interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
}

/** What the API answered instead of what was asked for. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string;

  constructor({ status, code, detail, hint }: Problem) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

/** Reads problem details; anything else becomes an error with the status in its code. */
export async function problemFrom(answer: Response): Promise<ApiError> {
  const body = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  return new ApiError({
    status: answer.status,
    code: body.code ?? `HTTP_${answer.status}`,
    detail: body.detail ?? answer.statusText,
    hint: body.hint ?? '',
  });
}
