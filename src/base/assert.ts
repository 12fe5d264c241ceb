import { TallyError } from './errors.ts';

/**
 * Asserts an invariant of our own code (never a user's input).
 *
 * @throws TallyError `BASE_INVARIANT` with the message when the condition does not hold.
 */
export function assert(
  condition: boolean,
  message: string,
  data?: Readonly<Record<string, unknown>>,
): asserts condition {
  if (condition) return;
  throw new TallyError('BASE_INVARIANT', message, {
    hint: 'this is a defect of Tallystick; please report it with the message',
    status: 500,
    ...(data === undefined ? {} : { data }),
  });
}

/** The value, or `BASE_INVARIANT` when it is null or undefined: for look-ups that must succeed. */
export function must<T>(value: T | null | undefined, what: string): T {
  assert(value !== null && value !== undefined, `${what} is missing`);
  return value;
}

/** Closes an exhaustive switch: the compiler refuses a case that is left out. */
export function unreachable(value: never): never {
  throw new TallyError('BASE_INVARIANT', `unexpected case ${JSON.stringify(value)}`, { status: 500 });
}
