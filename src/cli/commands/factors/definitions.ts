import { readFile } from 'node:fs/promises';
import { TallyError, messageOf } from '#base';
import {
  catalogueEntries,
  libraryBaseNames,
  libraryDefinitions,
  libraryPacks,
  parseDefinitions,
  type LibraryFactor,
} from '#factors';

/** Where definitions come from. */
export interface DefinitionOptions {
  readonly defs?: string;
  readonly pack?: string;
  /** Names of the catalogue, separated by commas. */
  readonly names?: string;
}

/**
 * The definitions of `--defs FILE`, of names of the catalogue with all they stand on, or of a pack.
 *
 * @throws TallyError `CLI_OPTION` when neither is given, `CLI_DEFINITIONS` when the file is no JSON, `FACTORS_DEFINITION`.
 */
export async function readDefinitions({ defs, pack, names }: DefinitionOptions): Promise<readonly LibraryFactor[]> {
  if (defs !== undefined) return parseDefinitions(await readJson(defs));
  if (names !== undefined) return libraryDefinitions(names.split(',').map((name) => name.trim()));
  if (pack === undefined) {
    const hint = 'give --defs FILE, --pack NAME or --names A,B';
    throw new TallyError('CLI_OPTION', 'no definitions are given', { hint });
  }
  if (libraryPacks.some(({ name }) => name === pack)) return libraryDefinitions(libraryBaseNames(pack));
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
