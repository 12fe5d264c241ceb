import type { Command } from 'commander';
import { runs } from '../../command.ts';
import { withInstallationApi } from '../../installation-api.ts';
import { stageOf } from './stage-name.ts';

interface StageOptions {
  readonly data?: string;
  readonly why: string;
}

export function addStage(group: Command): void {
  const command = group
    .command('stage')
    .description('move a model to another stage')
    .argument('<id>', 'id of the model')
    .argument('<stage>', 'shadow, challenger, champion or retired')
    .requiredOption('--why <text>', 'reason, kept in the history and the audit')
    .option('--data <directory>', 'data directory');
  runs<StageOptions>(command, async (options, output) => {
    const [id = '', name = ''] = options.args;
    const stage = stageOf(name);
    const move = { stage, why: options.why };
    const model = await withInstallationApi(options, ({ client }) => client.models.move(id, move));
    output.result(model, () => `${id} is ${model.stage}`);
  });
}
