import type { Command } from 'commander';
import { runs } from '../../command.ts';
import { withInstallationApi } from '../../installation-api.ts';
import { asTable } from '../../text-table.ts';

interface AlertsOptions {
  readonly data?: string;
  readonly all?: boolean;
  readonly acknowledge?: string;
  readonly note?: string;
}

export function addAlerts(group: Command): void {
  const command = group
    .command('alerts')
    .description('open alerts of monitoring')
    .option('--all', 'closed ones as well')
    .option('--acknowledge <id>', 'say that this alert is known')
    .option('--note <text>', 'what is done about it', 'known')
    .option('--data <directory>', 'data directory');
  runs<AlertsOptions>(command, async (options, output) => {
    const { acknowledge, note = 'known' } = options;
    const state = options.all === true ? 'all' : 'open';
    const alerts = await withInstallationApi(options, async ({ client }) => {
      if (acknowledge !== undefined) await client.modelAlerts.acknowledge(acknowledge, { note });
      return await client.modelAlerts.list({ state });
    });
    const rows = alerts.items.map((alert) => [
      ...[alert.id, alert.severity, alert.modelId, alert.kind, alert.subject, alert.value.toFixed(3)],
      ...[alert.limit.toFixed(3), alert.openedAt.slice(0, 10), stateOf(alert)],
    ]);
    const head = ['alert', 'severity', 'model', 'kind', 'factor', 'value', 'limit', 'since', ''];
    output.result(alerts, () => (rows.length === 0 ? 'no open alerts' : asTable(head, rows)));
  });
}

function stateOf(alert: { closedAt: string | null; acknowledgedBy: string | null; note: string | null }): string {
  if (alert.closedAt !== null) return `closed ${alert.closedAt.slice(0, 10)}`;
  return alert.acknowledgedBy === null ? '' : `known to ${alert.acknowledgedBy}: ${alert.note ?? ''}`;
}
