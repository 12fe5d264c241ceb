import type { Command } from 'commander';
import { runs } from '../../command.ts';
import { exportFormats, formatFor } from './export-formats.ts';
import { readModel, writeText } from './model-file.ts';

interface ExportOptions {
  readonly model: string;
  readonly format: string;
  readonly out: string;
}

/** Adds `learn export`. */
export function addExport(group: Command): void {
  const names = [...new Set(exportFormats.map(({ name }) => name))].join(', ');
  const command = group
    .command('export')
    .description('write a saved model in the format of another program')
    .requiredOption('--model <file>', 'a model written by "tally learn train"')
    .requiredOption('--format <name>', names)
    .requiredOption('--out <file>', 'where to write it');
  runs<ExportOptions>(command, async ({ model: path, format: name, out }, output) => {
    const { model } = await readModel(path);
    const text = formatFor(name, model).write(model);
    await writeText(out, text);
    output.result({ out, format: name, kind: model.kind, characters: text.length }, describe);
  });
}

function describe(result: { out: string; format: string; kind: string }): string {
  return `${result.kind} written to ${result.out} as ${result.format}`;
}
