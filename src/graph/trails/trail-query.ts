/** Which edges a trail may take. Instants in seconds, both ends included. */
export interface TrailQuery {
  /** Relation. */
  readonly type: number;
  readonly from?: number;
  readonly until?: number;
  /** As known at this instant. */
  readonly asOf?: number;
  /** Of each node the newest so many edges within the window (truncation as LDBC FinBench defines it). */
  readonly limit?: number;
}
