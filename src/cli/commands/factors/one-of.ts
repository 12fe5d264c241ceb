import { TallyError } from '#base';

/**
 * An option that must be one of a few words.
 *
 * @throws TallyError `CLI_OPTION` with the words.
 */
export function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((name) => name === text);
  if (found !== undefined) return found;
  throw new TallyError('CLI_OPTION', `--${option} is "${text}"`, { hint: `take ${known.join(', ')}` });
}
