import { readFile } from 'node:fs/promises';
import { TallyError, messageOf } from '#base';
import { catalogueEntries, parseDefinitions, type LibraryFactor } from '#factors';

/** Where definitions come from. */
export interface DefinitionOptions {
  readonly defs?: string;
  readonly pack?: string;
}

/**
 * The definitions of `--defs FILE`, or of a pack.
 *
 * @throws TallyError `CLI_OPTION` when neither is given, `CLI_DEFINITIONS` when the file is no JSON, `FACTORS_DEFINITION`.
 */
export async function readDefinitions({ defs, pack }: DefinitionOptions): Promise<readonly LibraryFactor[]> {
  if (defs !== undefined) return parseDefinitions(await readJson(defs));
  if (pack === undefined) {
    throw new TallyError('CLI_OPTION', 'no definitions are given', { hint: 'give --defs FILE or --pack NAME' });
  }
  return catalogueEntries(pack).flatMap(({ files }) => (files === undefined ? [] : [files]));
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new TallyError('CLI_DEFINITIONS', `"${path}" cannot be read: ${messageOf(error)}`, {
      hint: 'check the path',
    });
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TallyError('CLI_DEFINITIONS', `"${path}" is no JSON: ${messageOf(error)}`, {
      hint: 'write {"factors": [{"name": ..., "entity": ..., "aggregate": ...}]}',
    });
  }
}
