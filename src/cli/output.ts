import { toWireError } from '#base';
import { fromApiError } from './api-problem.ts';
import { formatWireError } from './format-error.ts';

/** Where a command speaks: results on standard output, progress and errors on standard error. */
export interface Output {
  readonly json: boolean;
  /** The command's result: the value itself with `--json`, otherwise what `human` makes of it. */
  result<T>(value: T, human: (value: T) => string): void;
  /** A line for people on standard error; silent with `--json`. */
  note(line: string): void;
  /** Prints the error in the form asked for and sets the exit code to 1. */
  failure(error: unknown): void;
}

/** An {@link Output} on the process's own streams. */
export function createOutput(json: boolean): Output {
  return {
    json,
    result: (value, human) => process.stdout.write(`${json ? JSON.stringify(value) : human(value)}\n`),
    note: (line) => {
      if (!json) process.stderr.write(`${line}\n`);
    },
    failure: (error) => {
      const wire = toWireError(fromApiError(error));
      process.exitCode = 1;
      if (json) process.stdout.write(`${JSON.stringify({ error: wire })}\n`);
      else process.stderr.write(formatWireError(wire));
    },
  };
}
