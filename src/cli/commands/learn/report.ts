import type { Command } from 'commander';
import { TallyError } from '#base';
import { hasCurves, reportData, reportHtml, survivalReport, type Model, type Report } from '#learn';
import { runs } from '../../command.ts';
import { readModel, writeText } from './model-file.ts';
import { listOf } from './input.ts';
import { withProblem } from './options.ts';
import { stakesOf, withStakes, type StakeOptions } from './stakes.ts';
import { readProblem, type Problem, type ProblemOptions } from './problem.ts';

interface ReportOptions extends ProblemOptions, StakeOptions {
  readonly model: string;
  readonly out: string;
  readonly protected?: string;
}

/** Adds `learn report`. */
export function addReport(group: Command): void {
  const command = group.command('report').description('judge a model on a file and write one HTML page');
  withStakes(withProblem(command))
    .requiredOption('--model <file>', 'a model file')
    .requiredOption('--out <file>', 'where to write the page; the numbers go beside it as JSON')
    .option('--protected <columns>', 'protected columns whose groups are compared');
  runs<ReportOptions>(command, async (options, output) => {
    const { model, labels } = await readModel(options.model);
    const positive = options.positive ?? labels?.positive;
    const problem = await readProblem({ ...options, ...(positive === undefined ? {} : { positive }) });
    const report = reportOf(model, problem, options);
    await writeText(options.out, reportHtml(report));
    const json = `${options.out.replace(/\.html?$/i, '')}.json`;
    await writeText(json, `${JSON.stringify(report, null, 1)}\n`);
    output.result({ out: options.out, json, metrics: report.metrics, warnings: report.warnings }, (result) =>
      [
        Object.entries(result.metrics)
          .map(([name, value]) => `${name} ${value.toFixed(4)}`)
          .join('  '),
        ...result.warnings.map((text) => `warning: ${text}`),
        `${result.out} and ${result.json} are written`,
      ].join('\n'),
    );
  });
}

function reportOf(model: Model, problem: Problem, options: ReportOptions): Report {
  const { target, frame, dates, labels } = problem;
  const judgedOn = `judged on ${frame.rows} rows of ${options.data.split('/').at(-1) ?? options.data}`;
  if (target.kind === 'survival' && hasCurves(model)) {
    return survivalReport(model, { frame, target, name: options.time ?? 'time', judgedOn });
  }
  if (target.kind === 'binary' && model.target === 'binary') {
    return reportData(model, {
      frame,
      label: target.label,
      target: options.target ?? '',
      event: labels?.positive ?? '1',
      judgedOn,
      ...(dates === undefined ? {} : { dates }),
      protectedColumns: listOf(options.protected),
      stakes: stakesOf(options),
    });
  }
  throw new TallyError('CLI_OPTION', `there is no report of a ${model.kind} model on a ${target.kind} target`, {
    hint: 'reports are written for binary targets, and for survival models with --time and --event',
  });
}
