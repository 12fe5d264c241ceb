import type { Command } from 'commander';
import { systemClock } from '#base';
import { worldStats, type WorldStats } from '#world';
import { runs } from '../../command.ts';
import { addMarketOptions, marketOf, type MarketOptions } from './options.ts';
import { marketBar } from './progress.ts';

/** `tally world stats`: the figures of a market under a plain lender. */
export function addStats(group: Command): void {
  const command = addMarketOptions(group.command('stats')).description('live a market and print its figures');
  runs<MarketOptions>(command, async (options, output) => {
    const bar = marketBar(output.json);
    try {
      const stats = worldStats({
        ...marketOf(options),
        clock: systemClock,
        onProgress: (progress) => bar.update(progress),
      });
      bar.stop();
      output.result(stats, describeStats);
    } finally {
      bar.stop();
    }
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function describeStats(stats: WorldStats): string {
  const { credit, fraud } = stats.attainable;
  const rows: readonly (readonly [string, string])[] = [
    ['applications', `${stats.applications} (${stats.applicationsPerPersonYear.toFixed(2)} per person and year)`],
    ['approved', percent(stats.approvalRate)],
    ['loans', String(stats.loans)],
    ['D1 entry', percent(stats.d1EntryRate)],
    ['ever 90+', percent(stats.ever90Rate)],
    ['fraud share', percent(stats.fraudShare)],
    ['default if granted', percent(stats.defaultRateIfGranted)],
    ['attainable credit', `AUC ${credit?.auc.toFixed(3) ?? '-'}  KS ${credit?.ks.toFixed(3) ?? '-'}`],
    ['attainable fraud', `AUC ${fraud?.auc.toFixed(3) ?? '-'}  KS ${fraud?.ks.toFixed(3) ?? '-'}`],
    ['events', `${stats.events} (${stats.eventsPerSecond}/s)`],
    ['speed', `${stats.personMonthsPerMinute} person-months/min`],
    ['pack', stats.packHash.slice(0, 12)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(20)}${value}`).join('\n');
}
