import type { Command } from 'commander';
import { evaluateClusters, type ClusterScores } from '#identity';
import { runs } from '../../command.ts';
import { readClusters, requireShared } from './read-clusters.ts';

interface EvalOptions {
  readonly pairs: string;
  readonly truth: string;
  readonly id?: string;
  readonly cluster?: string;
  readonly threshold?: string;
  readonly across?: boolean;
}

/** Adds `identity eval`. */
export function addEval(group: Command): void {
  const command = group
    .command('eval')
    .description('pairwise and B-cubed precision, recall and F1 of links against known ones')
    .requiredOption('--pairs <file>', 'pairs (id_l, id_r) or clusters (id, cluster); pairs are connected into clusters')
    .requiredOption('--truth <file>', 'pairs or clusters that are known, such as the file that was linked')
    .option('--id <column>', 'column of ids in the truth (and in clusters to judge)')
    .option('--cluster <column>', 'column of clusters in the truth (and in clusters to judge)')
    .option('--threshold <p>', 'pairs below this probability do not count', '0')
    .option('--across', 'the sides of a pair are records of two files, whose ids may be the same');
  runs<EvalOptions>(command, async (options, output) => {
    const threshold = Number(options.threshold);
    const across = options.across === true;
    const truth = await readClusters(options.truth, { ...options, threshold: 0, across });
    const found = await readClusters(options.pairs, { ...options, threshold, across });
    requireShared(found, truth);
    const ids = [...new Set([...truth.keys(), ...found.keys()])].sort();
    const of = (clusters: ReadonlyMap<string, string>): string[] => ids.map((id) => clusters.get(id) ?? `alone ${id}`);
    output.result(evaluateClusters(of(found), of(truth)), describe);
  });
}

function describe(scores: ClusterScores): string {
  const share = (value: number): string => value.toFixed(4);
  return [
    `pairwise  precision ${share(scores.precision)}  recall ${share(scores.recall)}  F1 ${share(scores.f1)}`,
    `B-cubed   precision ${share(scores.bCubed.precision)}  recall ${share(scores.bCubed.recall)}  F1 ${share(scores.bCubed.f1)}`,
    `${scores.records} records, ${scores.truePairs} true pairs, ${scores.foundPairs} found, ${scores.sharedPairs} of them right`,
  ].join('\n');
}
