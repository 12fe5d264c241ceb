import { TallyError } from '#base';

/** Stops the reading of definitions: `path` says which part, `hint` how it should look. */
export function complain(path: string, message: string, hint: string): never {
  throw new TallyError('FACTORS_DEFINITION', `${path}: ${message}`, { hint, data: { path } });
}

/** A JSON object, or a complaint. */
export function objectAt(path: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return complain(path, `${JSON.stringify(value)} is not an object`, 'write {...} with named fields');
}

/** Refuses fields that mean nothing, so that a misspelt one is not silently ignored. */
export function onlyFields(path: string, given: object, allowed: readonly string[]): void {
  const stranger = Object.keys(given).find((name) => !allowed.includes(name));
  if (stranger !== undefined) complain(path, `there is no field "${stranger}"`, `fields are ${allowed.join(', ')}`);
}

/** A text that is not empty, or a complaint. */
export function textAt(path: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  return complain(path, `${JSON.stringify(value)} is not a text`, 'write a name in quotes');
}
