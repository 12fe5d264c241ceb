import type { Command } from 'commander';
import { runs } from '../../command.ts';
import { withInstallationApi } from '../../installation-api.ts';
import { asTable } from '../../text-table.ts';
import { stageOf } from './stage-name.ts';

interface ListOptions {
  readonly data?: string;
  readonly purpose?: string;
  readonly stage?: string;
}

export function addList(group: Command): void {
  const command = group
    .command('list')
    .description('list models, newest first')
    .option('--purpose <name>', 'only of this purpose')
    .option('--stage <stage>', 'only in this stage')
    .option('--data <directory>', 'data directory');
  runs<ListOptions>(command, async (options, output) => {
    const { purpose } = options;
    const stage = options.stage === undefined ? undefined : stageOf(options.stage);
    const models = await withInstallationApi(options, ({ client }) => client.models.list({ purpose, stage }));
    const rows = models.items.map((model) => [
      ...[model.id, model.stage, model.kind, model.auc.toFixed(3), model.ks.toFixed(3)],
      ...[String(model.trainingRows), String(model.trainingEvents), model.createdAt.slice(0, 10)],
    ]);
    const head = ['model', 'stage', 'learner', 'AUC', 'KS', 'rows', 'events', 'made'];
    output.result(models, () => (rows.length === 0 ? 'no models' : asTable(head, rows)));
  });
}
