import { TallyError } from '#base';
import type { IgnoredColumn } from '#learn';
import type { Output } from '../../output.ts';

/** The names in `A,B`. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Tells which columns were left out. */
export function noteIgnored(output: Output, ignored: readonly IgnoredColumn[]): void {
  for (const { name, reason } of ignored) output.note(`warning: column "${name}" is ignored (${reason})`);
}

/**
 * A whole number option.
 *
 * @throws TallyError `CLI_OPTION` when the text is none.
 */
export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && text.trim() !== '') return value;
  throw new TallyError('CLI_OPTION', `--${option} is "${text}", not a whole number`, {
    hint: `for example --${option} 42`,
  });
}
