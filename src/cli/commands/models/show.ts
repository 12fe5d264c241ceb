import type { Command } from 'commander';
import type { TallyClient } from '#sdk';
import { runs } from '../../command.ts';
import { withInstallationApi } from '../../installation-api.ts';
import { asTable } from '../../text-table.ts';

type Detail = Awaited<ReturnType<TallyClient['models']['get']>>;

export function addShow(group: Command): void {
  const command = group
    .command('show')
    .description('one model: report, training, comparison with the champion, history')
    .argument('<id>', 'id of the model')
    .option('--data <directory>', 'data directory');
  runs<{ readonly data?: string }>(command, async (options, output) => {
    const [id = ''] = options.args;
    const model = await withInstallationApi(options, ({ client }) => client.models.get(id));
    output.result(model, textOf);
  });
}

function textOf(model: Detail): string {
  const { report, training, against, history } = model;
  const facts = [
    ['stage', `${model.stage} since ${model.stageSince}`],
    ['may become', model.moves.join(', ')],
    ['learner', model.kind],
    ['label', training.label],
    ['data', `${training.rows} rows, ${training.events} events, ${training.fromDay} to ${training.toDay}`],
    ['AUC', `${report.auc.toFixed(4)} (${report.aucInterval.low.toFixed(4)} to ${report.aucInterval.high.toFixed(4)})`],
    ['KS', report.ks.toFixed(4)],
    ['hash', model.hash],
    ...(against === null ? [] : [['against', againstText(against)]]),
  ];
  const moves = history.map(({ at, from, to, actor, why }) => [at, from ?? '', to, actor, why]);
  const factors = report.features
    .slice(0, 10)
    .map(({ name, importance }) => [name, `${(100 * importance).toFixed(1)} %`]);
  return [
    asTable([model.id, ''], facts),
    asTable(['at', 'from', 'to', 'by', 'why'], moves),
    asTable(['factor', 'importance'], factors),
  ].join('\n\n');
}

function againstText({ modelId, difference, low, high, rows }: NonNullable<Detail['against']>): string {
  const range = `${low.toFixed(4)} to ${high.toFixed(4)}`;
  return `${modelId}: AUC ${difference >= 0 ? '+' : ''}${difference.toFixed(4)} (${range}) on ${rows} rows new to both`;
}
