import { TallyError } from '#base';
import { pickRows, takeTarget } from '#learn';
import { take } from '#table';
import type { Problem } from './problem.ts';

/** Share of the rows, the latest ones, that judge what was learnt with `--date`. */
const LATEST = 0.2;

/** With dates: the earlier rows to learn from, the latest to judge by. */
export function byDate(problem: Problem): { readonly learnt: Problem; readonly later: Problem | undefined } {
  const { dates, frame } = problem;
  if (dates === undefined) return { learnt: problem, later: undefined };
  const limit = dates.slice().sort()[Math.floor((1 - LATEST) * frame.rows)] as number;
  const rows = Int32Array.from(dates.keys());
  const learnt = partOf(
    problem,
    rows.filter((row) => (dates[row] as number) < limit),
  );
  const later = partOf(
    problem,
    rows.filter((row) => (dates[row] as number) >= limit),
  );
  if (learnt.frame.rows > 0) return { learnt, later };
  throw new TallyError('CLI_COLUMN', 'the rows have too few different dates to be parted', {
    hint: 'leave --date out, or give earlier rows',
  });
}

function partOf(problem: Problem, rows: Int32Array): Problem {
  const { frame, target, weights, groups, dates } = problem;
  return {
    ...problem,
    frame: take(frame, rows),
    target: takeTarget(target, rows),
    weights: weights && pickRows(weights, rows),
    groups: groups && rows.map((row) => groups[row] as number),
    dates: dates && pickRows(dates, rows),
  };
}
