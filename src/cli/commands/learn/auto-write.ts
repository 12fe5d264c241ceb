import { join } from 'node:path';
import { modelCard, profileData, reportData, reportHtml, type AutoResult, type Metrics, type Report } from '#learn';
import type { Frame } from '#table';
import type { AutoCommandOptions } from './auto.ts';
import { makeFolder, writeModel, writeText } from './model-file.ts';
import type { Problem } from './problem.ts';

/** What came of a race of binary models. */
export interface Written {
  readonly problem: Problem;
  /** With dates: the latest rows, which the race has not seen. */
  readonly later: Problem | undefined;
  readonly fitted: AutoResult;
  /** The training rows without the protected columns. */
  readonly frame: Frame;
  readonly guarded: readonly string[];
  readonly stakes: { readonly gainPerGood: number; readonly lossPerBad: number };
}

/** What was written, and how the winner was judged. */
export interface WrittenFiles {
  readonly out: string;
  readonly judged: Metrics;
  readonly judgedOn: string;
  /** Groups of protected columns at the proposed cut-off. */
  readonly groups: Extract<Report, { kind: 'binary' }>['fairness'];
  readonly warnings: readonly string[];
}

/** Writes model, report and card of a binary race. */
export async function writeBinary(options: AutoCommandOptions, given: Written): Promise<WrittenFiles> {
  const { problem, later, fitted, frame } = given;
  const { model, race, scores, fairness, rejects } = fitted;
  await makeFolder(options.out);
  await writeModel(join(options.out, 'model.json'), model, problem.labels);
  const profile = profileData({ frame, label: labelsOf(problem), dates: problem.dates });
  const judgedRows = later ?? problem;
  const judgedOn =
    later === undefined
      ? `the training rows, each by ${fitted.scoredBy} that have not seen it`
      : `the latest ${later.frame.rows} rows, which the race has not seen`;
  const target = options.target ?? options.outcome ?? '';
  const event = problem.labels?.positive ?? '1';
  const report = reportData(model, {
    frame: judgedRows.frame,
    label: labelsOf(judgedRows),
    scores: later === undefined ? scores : model.predict(later.frame),
    target,
    event,
    judgedOn,
    train: frame,
    ...(judgedRows.dates === undefined ? {} : { dates: judgedRows.dates }),
    protectedColumns: given.guarded,
    alternatives: fairness,
    rejects,
    stakes: given.stakes,
    race,
    profile,
  });
  const judged = report.metrics;
  await writeReport(options.out, report);
  const card = modelCard({ model, target, event, race, profile, judged, judgedOn, fairness, rejects });
  await writeText(join(options.out, 'card.md'), card);
  return { out: options.out, judged, judgedOn, groups: report.fairness, warnings: report.warnings };
}

/** Writes a report as JSON and as a page. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  await writeText(join(folder, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  await writeText(join(folder, 'report.html'), reportHtml(report));
}

function labelsOf({ target }: Problem): Float64Array {
  return target.kind === 'binary' ? target.label : new Float64Array(0);
}

type Summary = WrittenFiles &
  Pick<AutoResult['race'], 'winner' | 'members' | 'auc' | 'candidates' | 'calibration'> &
  Pick<AutoResult, 'fairness' | 'rejects'>;

/** The result for people. */
export function describeBinary(summary: Summary): string {
  const { out, winner, members, auc, candidates, judged, judgedOn, calibration } = summary;
  const lines = candidates.map(
    ({ name, auc: own, note }) =>
      `  ${own === null ? '     -' : own.toFixed(4)}  ${name}${note === '' ? '' : `  (${note})`}`,
  );
  return [
    `winner: ${winner} = ${members.map(({ name, weight }) => `${weight.toFixed(2)} ${name}`).join(' + ')}`,
    `AUC on inner folds ${auc.toFixed(4)}, calibration: ${calibration.kind}`,
    ...lines,
    ...describeFairness(summary),
    ...describeRejects(summary),
    `judged on ${judgedOn}: ${Object.entries(judged)
      .map(([name, value]) => `${name} ${value.toFixed(4)}`)
      .join('  ')}`,
    `model.json, report.html, report.json and card.md are in ${out}`,
  ].join('\n');
}

function describeFairness({ groups, fairness }: Summary): string[] {
  const lines = groups.flatMap(({ column, groups: own }) =>
    own.map(
      ({ group, approved, adverseImpactRatio, difference }) =>
        `${column} ${group}: approved ${(100 * approved).toFixed(1)} %, impact ratio ${adverseImpactRatio.toFixed(3)}, difference ${difference.toFixed(3)}`,
    ),
  );
  const found = fairness.map(({ column, alternative }) =>
    alternative === null
      ? `${column}: no less discriminatory alternative`
      : `${column}: less discriminatory is ${alternative.name} (ratio ${alternative.adverseImpactRatio.toFixed(3)}, AUC ${alternative.auc.toFixed(4)})`,
  );
  return [...lines, ...found];
}

function describeRejects({ rejects }: Summary): string[] {
  if (rejects === null) return [];
  const used = rejects.used === null ? 'compared only' : `taken in by ${rejects.used.method}`;
  return [
    `${rejects.rejected} rejected applicants, ${used}; expected event rates:`,
    ...rejects.lines.map(
      ({ method, factor, rejectRate, auc }) =>
        `  ${(100 * rejectRate).toFixed(1)} %  ${method}${factor === null ? '' : ` x ${factor}`}, AUC on accepted ${auc.toFixed(4)}`,
    ),
  ];
}
