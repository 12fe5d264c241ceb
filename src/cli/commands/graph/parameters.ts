import { TallyError } from '#base';
import { nearestName } from '#table';

/**
 * Pairs `k=v`.
 *
 * @throws TallyError `CLI_OPTION` for a pair without "=" or a name that is not among those known.
 */
export function readParameters(pairs: readonly string[], known: readonly string[]): Record<string, string> {
  const split = pairs.flatMap((pair) => pair.split(',')).map((pair) => pair.trim());
  return Object.fromEntries(
    split.map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      if (rest.length > 0 && known.includes(name)) return [name, rest.join('=')];
      const near = nearestName(name, known);
      throw new TallyError('CLI_OPTION', `"${pair}" is no parameter`, {
        hint:
          near === undefined
            ? `write k=v with ${known.join(', ') || 'no parameters here'}`
            : `did you mean ${near}=...?`,
      });
    }),
  );
}

/**
 * A parameter as a number.
 *
 * @throws TallyError `CLI_OPTION` when it is none.
 */
export function numberOf(parameters: Readonly<Record<string, string>>, name: string, otherwise: number): number {
  const text = parameters[name];
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new TallyError('CLI_OPTION', `${name} is "${text}", not a number`, {
    hint: `for example ${name}=${otherwise}`,
  });
}
