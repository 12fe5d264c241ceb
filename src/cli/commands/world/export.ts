import type { Command } from 'commander';
import { exportWorld, type ExportManifest } from '#world';
import { runs } from '../../command.ts';
import { addMarketOptions, marketOf, type MarketOptions } from './options.ts';
import { marketBar } from './progress.ts';

/** `tally world export`: events, truth, decisions and loans as Parquet. */
export function addExport(group: Command): void {
  const command = addMarketOptions(group.command('export'))
    .description('write the events and the truth of a market as Parquet')
    .requiredOption('--out <folder>', 'an empty or new folder');
  runs<MarketOptions & { out: string }>(command, async (options, output) => {
    const bar = marketBar(output.json);
    try {
      const manifest = await exportWorld({
        ...marketOf(options),
        out: options.out,
        onProgress: (progress) => bar.update(progress),
      });
      bar.stop();
      output.result(manifest, (written) => describeExport(written, options.out));
    } finally {
      bar.stop();
    }
  });
}

function describeExport({ counts, attainable, packHash }: ExportManifest, out: string): string {
  const { credit, fraud } = attainable;
  return [
    `${counts.events} events, ${counts.applications} applications, ${counts.loans} loans in ${out}`,
    `attainable credit AUC ${credit?.auc.toFixed(3) ?? '-'} KS ${credit?.ks.toFixed(3) ?? '-'}`,
    `attainable fraud AUC ${fraud?.auc.toFixed(3) ?? '-'} KS ${fraud?.ks.toFixed(3) ?? '-'}`,
    `pack ${packHash.slice(0, 12)}; columns and counts are in manifest.json`,
  ].join('\n');
}
