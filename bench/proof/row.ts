/** One measured number of a proof, against its target. */
export interface ProofRow {
  readonly metric: string;
  readonly value: string;
  readonly target: string;
  /** Undefined for a figure that is printed without a target. */
  readonly pass: boolean | undefined;
}

export interface ProofOptions {
  readonly seed: number;
  /** All seeds that were given, by comma; parts that run on one take the first. */
  readonly seeds?: readonly number[];
  readonly pack: string;
  /** The folder of reference data, or undefined when there is none: parts that need it say so in a row. */
  readonly data: string | undefined;
  /** Shorter measurements for trying a part out; rows say so. */
  readonly quick?: boolean;
  /** Progress for people, on standard error. */
  readonly note: (line: string) => void;
}

/** One part of a room's proof: a real run that ends in rows. */
export interface ProofPart {
  readonly name: string;
  run(options: ProofOptions): Promise<readonly ProofRow[]>;
}
