import { TallyError } from '#base';

/**
 * An instant as somebody typed it: a date, a date and time, or milliseconds since 1970; nothing is the end of time.
 *
 * @throws TallyError `CLI_OPTION` for anything else.
 */
export function instantOf(text: string | undefined): number {
  if (text === undefined) return Infinity;
  const value = text.trim() === '' ? NaN : Number(text);
  const instant = value === value ? value : Date.parse(text);
  if (instant === instant) return instant;
  throw new TallyError('CLI_OPTION', `--as-of is "${text}"`, {
    hint: 'give a date such as 2025-06-30, or milliseconds since 1970',
  });
}
