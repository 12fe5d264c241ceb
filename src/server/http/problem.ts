import { TallyError, toWireError, type WireError } from '#base';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly hint: string;
  readonly data?: WireError['data'];
}

/** Problem details (RFC 9457) of anything that was thrown; strangers tell nothing of the inside. */
export function problemOf(error: unknown): Problem {
  const wire = toWireError(fromFramework(error) ?? error);
  const isStranger = wire.code === 'BASE_UNEXPECTED';
  return {
    type: `urn:tallystick:error:${wire.code}`,
    title: wire.code,
    status: wire.status,
    detail: isStranger ? 'something went wrong on our side' : wire.message,
    code: wire.code,
    hint: isStranger ? 'try again; if it stays, the log of the server says more' : wire.hint,
    ...(Object.keys(wire.data).length === 0 || wire.status >= 500 ? {} : { data: wire.data }),
  };
}

interface FrameworkError {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly message?: unknown;
}

const FRAMEWORK: Readonly<Record<string, { readonly code: string; readonly message: string; readonly hint: string }>> =
  {
    FST_ERR_CTP_INVALID_JSON_BODY: {
      code: 'SERVER_JSON',
      message: 'the body is not valid JSON',
      hint: 'send one JSON value, UTF-8',
    },
    FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'SERVER_JSON', message: 'the body is empty', hint: 'send one JSON value' },
    FST_ERR_CTP_INVALID_MEDIA_TYPE: {
      code: 'SERVER_MEDIA_TYPE',
      message: 'the body has a content type that is not understood',
      hint: 'send "Content-Type: application/json"',
    },
    FST_ERR_CTP_BODY_TOO_LARGE: {
      code: 'SERVER_BODY_SIZE',
      message: 'the body is too large',
      hint: 'send fewer events at once',
    },
  };

/** Errors of the HTTP framework in our family; undefined for all others. */
function fromFramework(error: unknown): TallyError | undefined {
  const { code, statusCode, message } = (error ?? {}) as FrameworkError;
  const known = typeof code === 'string' ? FRAMEWORK[code] : undefined;
  if (known !== undefined)
    return httpError(known.code, known.message, { hint: known.hint, status: Number(statusCode) });
  if (error instanceof SyntaxError && statusCode === 400) {
    return httpError('SERVER_JSON', `the body is not valid JSON: ${error.message}`, {
      hint: 'send one JSON value, UTF-8',
      status: 400,
    });
  }
  if (code === 'FST_ERR_BAD_URL') {
    return httpError('SERVER_NO_ROUTE', 'the address is not valid', {
      hint: 'check its percent-encoding',
      status: 400,
    });
  }
  if (statusCode === 429) {
    return httpError('SERVER_RATE_LIMIT', String(message), {
      hint: 'wait as long as the header Retry-After says',
      status: 429,
    });
  }
  return undefined;
}

function httpError(code: string, message: string, details: { hint: string; status: number }): TallyError {
  return new TallyError(code, message, details);
}
