import { TallyError } from '#base';
import { REJECT_METHODS, type RejectMethod } from '#learn';
import { bitAt, column, readTable, take, type Frame } from '#table';
import { problemOf, readProblem, readRows, type Problem, type ProblemOptions } from './problem.ts';

/** Options that name rejected applicants and what to do with them. */
export interface RejectOptions {
  readonly rejects?: string;
  readonly outcome?: string;
  readonly rejectInference?: string;
  readonly rejectFactor: string;
}

/** Accepted applicants as a problem, and rejected ones. */
export interface Applicants {
  readonly problem: Problem;
  readonly rejects: Frame | undefined;
}

/** Reads accepted and rejected applicants: from two files, or from one in which rejected ones have no outcome. */
export async function readApplicants(options: ProblemOptions & RejectOptions): Promise<Applicants> {
  const { outcome, rejects, target } = options;
  if (outcome === undefined) {
    const problem = await readProblem(options);
    return { problem, rejects: rejects === undefined ? undefined : await readRows(rejects) };
  }
  if (rejects !== undefined || (target !== undefined && target !== outcome)) {
    throw new TallyError('CLI_OPTION', '--outcome stands in for --target and --rejects', {
      hint: 'give --target and --rejects FILE, or --outcome COLUMN alone',
    });
  }
  const table = await readTable(options.data);
  const { validity } = column(table, outcome);
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
  const refused = rows.filter((row) => !bitAt(validity, row));
  const accepted = take(
    table,
    rows.filter((row) => bitAt(validity, row)),
  );
  return {
    problem: problemOf(accepted, { ...options, target: outcome }),
    rejects: refused.length === 0 ? undefined : take(table, refused),
  };
}

/** The method of the options; `CLI_OPTION` for an unknown one, or one without rejected applicants. */
export function rejectMethodOf(options: RejectOptions, rejects: Frame | undefined): RejectMethod | undefined {
  const { rejectInference: name } = options;
  if (name === undefined) return undefined;
  const method = REJECT_METHODS.find((known) => known === name);
  if (method !== undefined && rejects !== undefined) return method;
  const what = method === undefined ? `--reject-inference is "${name}"` : 'there are no rejected applicants';
  throw new TallyError('CLI_OPTION', what, {
    hint:
      method === undefined
        ? `use one of ${REJECT_METHODS.join(', ')}`
        : 'give them with --rejects FILE, or by empty values of --outcome COLUMN',
  });
}
