import { messageOf, toWireError } from '#base';
import type { RunFile } from '../../run-file.ts';
import type { Settings } from '../../settings.ts';

/** What a check found. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do, when there is something to do. */
  readonly todo?: string;
}

/** What checks look at. */
export interface Patient {
  readonly values: Settings['values'];
  /** The server that holds the data directory, if one runs. */
  readonly server: RunFile | undefined;
}

export interface Check {
  readonly name: string;
  run(patient: Patient): Promise<Finding> | Finding;
}

export const ok = (found: string): Finding => ({ state: 'ok', found });
export const warn = (found: string, todo: string): Finding => ({ state: 'warn', found, todo });
export const fail = (found: string, todo: string): Finding => ({ state: 'fail', found, todo });

/** Runs a check; one that throws has failed, with the error's own hint. */
export async function examine(check: Check, patient: Patient): Promise<Finding & { readonly name: string }> {
  try {
    return { name: check.name, ...(await check.run(patient)) };
  } catch (error) {
    const { hint } = toWireError(error);
    return { name: check.name, ...fail(messageOf(error), hint === '' ? 'look at the message' : hint) };
  }
}
