import { TallyError } from '#base';

/** Halves of surrogate pairs, which are no text. */
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** NUL is text, but Postgres cannot store it. */
const isUnfit = (text: string): boolean => text.includes('\0') || HALF.test(text);

/**
 * Refuses texts that no store can keep, before anything is done with them.
 *
 * @throws TallyError `SERVER_TEXT` with the path of the text.
 */
export function assertText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (isUnfit(value)) throw unfit(path);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (isUnfit(name)) throw unfit(path);
    assertText(item, `${path}.${name}`);
  }
}

function unfit(path: string): TallyError {
  return new TallyError('SERVER_TEXT', `the text at ${path} holds a NUL or half a surrogate pair`, {
    hint: 'send well-formed Unicode without control character 0',
    data: { issues: [{ path, message: 'not well-formed text' }] },
    status: 422,
  });
}
