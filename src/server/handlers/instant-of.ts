import { TallyError } from '#base';

/**
 * The instant that an ISO 8601 text names, milliseconds.
 *
 * @throws TallyError `SERVER_INSTANT` when it names none, or one before 1970.
 */
export function instantOf(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? Date.parse(text) : NaN;
  if (ms >= 0) return ms;
  throw new TallyError('SERVER_INSTANT', `"${text}" is not an instant`, {
    hint: 'write it as 2026-01-31T08:00:00Z',
    status: 422,
  });
}
