import { canonicalJson, sha256 } from '#base';
import type { CompiledPolicy, Decision } from './compile.ts';
import type { ListMatch } from './lists.ts';
import type { Outcome } from './policy.ts';
import type { TraceStep } from './trace.ts';

/** Everything that is needed to execute a decision again, bit for bit (DOORS 7). */
export interface DecisionRecord {
  readonly decisionId: string;
  readonly tenant: string;
  readonly applicationId: string;
  /** Clock of the decision, milliseconds, and the last event that it could see. */
  readonly decidedAt: number;
  readonly asOfOffset: number;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly policyHash: string;
  readonly modelHashes: Readonly<Record<string, string>>;
  readonly factorSchemaId: string;
  /** The factor vector: base64 of little-endian float64, NaN where missing. */
  readonly factors: string;
  /** Lists that something of the applicant was on; left out when there was none. */
  readonly lists?: readonly ListMatch[];
  /** Experiment and arm that chose the policy; empty without an experiment. */
  readonly experimentId: string;
  readonly arm: string;
  readonly outcome: Outcome;
  readonly reasons: readonly string[];
  readonly variables: Readonly<Record<string, number>>;
  readonly trace: readonly TraceStep[];
}

/** SHA-256 of the record: what the audit chain links. */
export function decisionHash(record: DecisionRecord): string {
  return sha256(canonicalJson(record));
}

export function packFactors(values: Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

export function unpackFactors(text: string): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** What executing a record again gave. */
export interface Replay {
  readonly same: boolean;
  readonly decision: Decision;
}

/** Executes a record again under a policy: the recorded one must give the same, another shows what it would have done. */
export function replayDecision(record: DecisionRecord, compiled: CompiledPolicy): Replay {
  const decision = compiled.decide(unpackFactors(record.factors), record.lists);
  const parts = ({ outcome, reasons, variables, trace }: Decision | DecisionRecord): string =>
    canonicalJson({ outcome, reasons, variables, trace });
  return { same: parts(decision) === parts(record), decision };
}
