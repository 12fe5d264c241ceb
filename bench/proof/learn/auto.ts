import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { auc, autoFit, foldRows, foldsFromFrame, pickRows, splitTarget, takeTarget } from '#learn';
import { readTable, take } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';
import { creditSets, type CreditSet } from './credit-sets.ts';

/** How far below the bar a set may be. */
const TOLERANCE = 0.001;
/** Sets on which the race must be above the bar. */
const ABOVE = 4;

/** The race of models on the stored folds: it sees the training rows of a fold alone, then scores its test rows once. */
export const autoProof: ProofPart = {
  name: 'auto',
  async run({ data, seed, note }) {
    const rows: ProofRow[] = [];
    let above = 0;
    let judged = 0;
    for (const set of creditSets) {
      const result = await judgeSet(set, { data, seed, note });
      rows.push(result.row);
      if (result.auc === undefined) continue;
      judged++;
      if (result.auc > set.bar) above++;
    }
    rows.push({
      metric: 'auto: sets above the bar',
      value: `${above} of ${judged}`,
      target: `>= ${ABOVE}`,
      pass: judged === 0 ? undefined : above >= ABOVE,
    });
    return rows;
  },
};

interface Judging {
  readonly data: string | undefined;
  readonly seed: number;
  readonly note: (line: string) => void;
}

/** One set on its stored folds. */
export async function judgeSet(
  set: CreditSet,
  { data, seed, note }: Judging,
): Promise<{ row: ProofRow; auc: number | undefined }> {
  const metric = `${set.name}: AUC of auto`;
  const target = `>= ${(set.bar - TOLERANCE).toFixed(4)} (bar ${set.bar.toFixed(4)})`;
  const file = data === undefined ? '' : join(data, 'credit', `${set.file}.csv.gz`);
  if (data === undefined || !existsSync(file)) {
    return {
      row: { metric, value: 'the reference data folder is absent', target, pass: undefined },
      auc: undefined,
    };
  }
  const table = await readTable(file);
  const { frame, label } = splitTarget(table, set.target, { drop: set.drop, positive: set.positive });
  const folds = foldsFromFrame(await readTable(join(data, 'credit/folds', `${set.file}.csv.gz`)), table.rows);
  const aucs: number[] = [];
  const winners: string[] = [];
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, test } = foldRows(folds, fold);
    const learnt = { frame: take(frame, train), target: takeTarget({ kind: 'binary', label } as const, train) };
    const { model, race } = await autoFit(learnt, { seed });
    aucs.push(auc(pickRows(label, test), model.predict(take(frame, test))));
    winners.push(race.members.map(({ name, weight }) => `${weight.toFixed(2)} ${name}`).join(' + '));
    note(`${set.name} fold ${fold}: AUC ${aucs.at(-1)?.toFixed(4)}, inner ${race.auc.toFixed(4)}: ${winners.at(-1)}`);
  }
  const mean = aucs.reduce((sum, value) => sum + value, 0) / aucs.length;
  const value = `${mean.toFixed(4)} (${aucs.map((one) => one.toFixed(4)).join(' ')}; winners ${winners.map((text, fold) => `${fold}: ${text}`).join('; ')})`;
  return { row: { metric, value, target, pass: mean >= set.bar - TOLERANCE }, auc: mean };
}
