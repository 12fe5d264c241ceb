import type { Command } from 'commander';
import { systemClock, TallyError } from '#base';
import { autoFit, autoSurvival, type AutoResult } from '#learn';
import { drop, select } from '#table';
import { runs } from '../../command.ts';
import type { Output } from '../../output.ts';
import { readApplicants, rejectMethodOf, type RejectOptions } from './auto-rejects.ts';
import { writeSurvival, type SurvivalSummary } from './auto-survival.ts';
import { describeBinary, writeBinary } from './auto-write.ts';
import { byDate } from './by-date.ts';
import { listOf, wholeNumber } from './input.ts';
import { withProblem } from './options.ts';
import type { Problem, ProblemOptions } from './problem.ts';
import { stakesOf, withStakes, type StakeOptions } from './stakes.ts';

/** Options of `learn auto`. */
export interface AutoCommandOptions extends ProblemOptions, RejectOptions, StakeOptions {
  readonly out: string;
  readonly budget: string;
  readonly seed: string;
  readonly threads: string;
  readonly windows: string;
  readonly categorical?: string;
  readonly protected?: string;
}

/** Adds `learn auto`. */
export function addAuto(group: Command): void {
  const command = group
    .command('auto')
    .description(
      'let scorecards, regressions, trees and their blend race (with --time and --event: survival models), and report',
    );
  withStakes(withProblem(command))
    .requiredOption('--out <folder>', 'where to write model.json, report.html, report.json and card.md')
    .option('--budget <seconds>', 'time for the race', '120')
    .option('--windows <count>', 'survival: into how many windows time is cut', '24')
    .option('--protected <columns>', 'protected columns: left out of the model, compared in the report')
    .option('--rejects <file>', 'rejected applicants: the same columns without the target')
    .option('--outcome <column>', 'in place of --target: where it is empty, the applicant was rejected')
    .option(
      '--reject-inference <method>',
      'fuzzy, parcelling, inverse-propensity or multi-task; without it, only compared',
    )
    .option('--reject-factor <factor>', 'how much riskier rejected applicants are than they look', '2')
    .option('--categorical <columns>', 'numeric columns whose values are names')
    .option('--threads <count>', 'threads that share the work; the model is the same', '1')
    .option('--seed <number>', 'seed of every random choice', '42');
  runs<AutoCommandOptions>(command, async (options, output) => {
    const { problem, rejects } = await readApplicants(options);
    const isSurvival = problem.target.kind === 'survival';
    if (isSurvival) return output.result(await raceSurvival(options, problem, output), describeSurvival);
    const { learnt, later } = byDate(problem);
    const guarded = listOf(options.protected);
    const input = drop(learnt.frame, guarded);
    const method = rejectMethodOf(options, rejects);
    const fitted = await autoFit(
      { frame: input, target: learnt.target },
      {
        ...sharedOptions(options, learnt, output),
        ...(guarded.length === 0 ? {} : { protectedColumns: select(learnt.frame, guarded) }),
        ...(rejects === undefined ? {} : { rejects: { frame: rejects, method, factor: factorOf(options) } }),
      },
    );
    const stakes = stakesOf(options);
    const files = await writeBinary(options, { problem: learnt, later, fitted, frame: input, guarded, stakes });
    for (const warning of files.warnings) output.note(`warning: ${warning}`);
    output.result({ ...summaryOf(fitted), ...files }, describeBinary);
  });
}

async function raceSurvival(options: AutoCommandOptions, problem: Problem, output: Output): Promise<SurvivalSummary> {
  for (const name of ['protected', 'rejects', 'rejectInference'] as const) {
    if (options[name] === undefined) continue;
    throw new TallyError('CLI_OPTION', 'protected columns and rejected applicants belong to a binary target', {
      hint: 'leave them out, or give --target in place of --time and --event',
    });
  }
  const { learnt, later } = byDate(problem);
  const { frame, target } = learnt;
  if (target.kind !== 'survival') throw new TallyError('CLI_OPTION', 'the target is no survival target');
  const windows = wholeNumber('windows', options.windows);
  const fitted = await autoSurvival({ frame, target }, { ...sharedOptions(options, learnt, output), windows });
  const summary = await writeSurvival(options, { problem: { ...learnt, target }, later, fitted });
  for (const warning of summary.warnings) output.note(`warning: ${warning}`);
  return summary;
}

/** What both races are given. */
function sharedOptions(options: AutoCommandOptions, { weights, dates }: Problem, output: Output) {
  const budget = wholeNumber('budget', options.budget);
  if (budget < 1) throw new TallyError('CLI_OPTION', `--budget is ${budget}`, { hint: 'give 1 second or more' });
  return {
    seed: wholeNumber('seed', options.seed),
    threads: wholeNumber('threads', options.threads),
    categorical: listOf(options.categorical),
    time: { budget, clock: systemClock },
    ...(weights === undefined ? {} : { weights }),
    ...(dates === undefined ? {} : { dates }),
    progress: ({ step, steps }: { readonly step: number; readonly steps: number }): void =>
      output.note(`candidate ${step} of ${steps}`),
  };
}

function factorOf({ rejectFactor }: AutoCommandOptions): number {
  const factor = Number(rejectFactor);
  if (factor > 0 && factor < Infinity) return factor;
  throw new TallyError('CLI_OPTION', `--reject-factor is "${rejectFactor}"`, {
    hint: 'give a factor above 0, such as 2',
  });
}

function summaryOf({ race, fairness, rejects }: AutoResult) {
  const { winner, members, auc, candidates, calibration } = race;
  return { winner, members, auc, candidates, calibration, fairness, rejects };
}

function describeSurvival({ out, race, judged, judgedOn }: SurvivalSummary): string {
  const digits = (value: number | null): string => (value === null ? '     -' : value.toFixed(4));
  return [
    `winner: ${race.winner}`,
    '  log-loss  C       Brier',
    ...race.candidates.map(
      ({ name, nll, cIndex, brier, note }) =>
        `  ${digits(nll)}    ${digits(cIndex)}  ${digits(brier)}  ${name}${note === '' ? '' : `  (${note})`}`,
    ),
    `judged on ${judgedOn}: ${Object.entries(judged)
      .map(([name, value]) => `${name} ${value.toFixed(4)}`)
      .join('  ')}`,
    `model.json, report.html, report.json and card.md are in ${out}`,
  ].join('\n');
}
