import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { TallyError } from '#base';
import { importLightgbm, importOnnx, importScorecardPmml, importXgboost, type ImportedModel } from '#learn';
import { runs } from '../../command.ts';
import { listOf, wholeNumber } from './input.ts';
import { writeModel } from './model-file.ts';

interface ImportOptions {
  readonly from: string;
  readonly out: string;
  readonly features?: string;
  readonly rounds?: string;
  readonly objective?: string;
  readonly scaling?: string;
}

type Reader = (bytes: Uint8Array, options: ImportOptions) => ImportedModel;

const readers: Readonly<Record<string, Reader>> = {
  lightgbm: (bytes, options) =>
    importLightgbm(textOf(bytes), {
      ...sharedOptions(options),
      ...(options.objective === undefined ? {} : { objective: options.objective }),
    }),
  xgboost: (bytes, options) => importXgboost(bytes, sharedOptions(options)),
  onnx: (bytes, options) => importOnnx(bytes, sharedOptions(options)),
  pmml: (bytes, options) => ({ model: importScorecardPmml(textOf(bytes), scalingOption(options)), notes: [] }),
};

/** Adds `learn import`. */
export function addImport(group: Command): void {
  const command = group
    .command('import')
    .description('read a model of another program')
    .argument('<file>', 'the file to read')
    .requiredOption('--from <program>', Object.keys(readers).join(', '))
    .requiredOption('--out <file>', 'where to write the model')
    .option('--features <names>', 'names of its features, in order, in place of those in the file')
    .option('--rounds <count>', 'lightgbm, xgboost: take only the first rounds of boosting')
    .option('--objective <line>', 'lightgbm: the objective, such as "binary sigmoid:1", when the file has none')
    .option('--scaling <points>', 'pmml: base score, base odds and points to double the odds, such as 600,50,20');
  runs<ImportOptions>(command, async (options, output) => {
    const { from, out, args } = options;
    const read = Object.hasOwn(readers, from) ? readers[from] : undefined;
    if (read === undefined) {
      throw new TallyError('CLI_OPTION', `models of "${from}" cannot be read`, {
        hint: `use --from ${Object.keys(readers).join(' or ')}`,
      });
    }
    const { model, notes } = read(await readBytes(args[0] ?? ''), options);
    for (const note of notes) output.note(`note: ${note}`);
    await writeModel(out, model, undefined);
    const { kind, target, outputs, features } = model;
    output.result({ out, from, kind, target, outputs, features: features.map(({ name }) => name), notes }, describe);
  });
}

async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw new TallyError('CLI_MODEL_FILE', `the model file "${path}" cannot be read`, {
      hint: 'check the path',
      cause,
    });
  });
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function sharedOptions({ features, rounds }: ImportOptions): { features?: string[]; rounds?: number } {
  return {
    ...(features === undefined ? {} : { features: listOf(features) }),
    ...(rounds === undefined ? {} : { rounds: Math.max(0, wholeNumber('rounds', rounds)) }),
  };
}

function scalingOption({ scaling }: ImportOptions): Parameters<typeof importScorecardPmml>[1] {
  if (scaling === undefined) return {};
  const [baseScore, baseOdds, pdo] = listOf(scaling).map(Number);
  if (baseScore !== undefined && baseOdds !== undefined && baseOdds > 0 && pdo !== undefined && pdo !== 0) {
    return { scaling: { kind: 'pdo', baseScore, baseOdds, pdo } };
  }
  throw new TallyError('CLI_OPTION', `--scaling is "${scaling}", not three numbers`, { hint: 'for example 600,50,20' });
}

function describe(result: { from: string; kind: string; out: string; features: readonly string[] }): string {
  return `${result.kind} of ${result.from} with ${result.features.length} features written to ${result.out}`;
}
