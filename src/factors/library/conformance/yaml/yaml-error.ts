import { TallyError } from '#base';

/** The error for text that the reader of case files does not understand. */
export function yamlError(line: number, what: string): TallyError {
  return new TallyError('FACTORS_YAML', `line ${line}: ${what}`, {
    hint: 'case files may use block and flow lists and maps, quoted, plain and block texts',
    data: { line },
  });
}
