import type { Command } from 'commander';
import type { TallyClient } from '#sdk';
import { runs } from '../../command.ts';
import { withInstallationApi } from '../../installation-api.ts';
import { asTable } from '../../text-table.ts';

type Window = Awaited<ReturnType<TallyClient['models']['monitoring']>>['items'][number];

interface Monitored {
  readonly model: string;
  readonly stage: string;
  readonly windows: readonly Window[];
}

export function addMonitor(group: Command): void {
  const command = group
    .command('monitor')
    .description('what was measured of a model month by month; without an id, the newest of every model that serves')
    .argument('[id]', 'id of the model')
    .option('--data <directory>', 'data directory');
  runs<{ readonly data?: string }>(command, async (options, output) => {
    const [id] = options.args.filter((arg) => arg !== 'undefined');
    const found = await withInstallationApi(options, ({ client }) =>
      id === undefined ? newest(client) : all(client, id),
    );
    output.result({ items: found }, () => textOf(found));
  });
}

async function all(client: TallyClient, id: string): Promise<Monitored[]> {
  const [{ stage }, { items }] = [await client.models.get(id), await client.models.monitoring(id)];
  return [{ model: id, stage, windows: items }];
}

async function newest(client: TallyClient): Promise<Monitored[]> {
  const found: Monitored[] = [];
  for (const { id, stage } of (await client.models.list()).items) {
    if (stage === 'candidate' || stage === 'retired') continue;
    found.push({ model: id, stage, windows: (await client.models.monitoring(id)).items.slice(-1) });
  }
  return found;
}

function textOf(found: readonly Monitored[]): string {
  const number = (value: number | null | undefined, digits = 3): string => value?.toFixed(digits) ?? '-';
  const rows = found.flatMap(({ model, stage, windows }) =>
    windows.map((window) => [
      ...[model, stage, window.from.slice(0, 7), String(window.rows), number(window.scorePsi)],
      number(Math.max(0, ...window.factors.map(({ psi }) => psi))),
      ...[String(window.labelled), String(window.events), number(window.auc?.value), number(window.expectedAuc)],
      ...[number(window.ratio, 2), number(window.slope?.value, 2)],
    ]),
  );
  const head = [
    'model',
    'stage',
    'month',
    'rows',
    'PSI',
    'worst CSI',
    'outcomes',
    'events',
    'AUC',
    'possible',
    'O/E',
    'slope',
  ];
  return rows.length === 0 ? 'nothing was measured yet' : asTable(head, rows);
}
