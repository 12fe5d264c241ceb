import { TallyError } from '#base';
import { TallyApiError } from '#sdk';

/** An error of the API as one of the command line's own; every other error stays as it is. */
export function fromApiError(error: unknown): unknown {
  if (!(error instanceof TallyApiError)) return error;
  const { code, message, hint, status, data } = error;
  return new TallyError(code, message, { hint, status, data });
}
