import { TallyError } from '#base';

/** The error for a file that is damaged or is not what it was said to be. */
export function badFile(what: string, cause?: unknown): TallyError {
  return new TallyError('LEARN_IMPORT_FORMAT', `the model file cannot be read: ${what}`, {
    hint: 'save the model again with the program that made it, and name that program with --from',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The error for a model that is sound, but does what the reader cannot do exactly. */
export function notImported(
  what: string,
  hint = 'export the model in another way, or train it again here',
): TallyError {
  return new TallyError('LEARN_IMPORT_UNSUPPORTED', `the model uses ${what}, which cannot be imported`, { hint });
}
