/** Impressions in columns, ordered by time. */
export interface Impressions {
  readonly rows: number;
  /** Milliseconds since 1970, UTC. */
  readonly shownAt: Float64Array;
  readonly day: Int32Array;
  readonly hour: Int32Array;
  readonly person: Int32Array;
  readonly channel: Int32Array;
  readonly campaign: Int32Array;
  readonly creative: Int32Array;
  readonly placement: Int32Array;
  /** Advertised annual rate, basis points. */
  readonly rateBps: Int32Array;
  /** Price of a thousand such impressions, minor units. */
  readonly cpmMinor: Int32Array;
  /** How often the person had seen the campaign that week. */
  readonly frequency: Int32Array;
  readonly clicked: Int32Array;
  /** P(click | everything above and the person's profile): hidden. */
  readonly probability: Float64Array;
  /** Log-odds from taste alone: hidden. */
  readonly liking: Float64Array;
}

/** Room for so many impressions. */
export function emptyImpressions(rows: number): Impressions {
  const whole = (): Int32Array => new Int32Array(rows);
  const real = (): Float64Array => new Float64Array(rows);
  return {
    ...{ rows, shownAt: real(), day: whole(), hour: whole(), person: whole(), channel: whole(), campaign: whole() },
    ...{ creative: whole(), placement: whole(), rateBps: whole(), cpmMinor: whole(), frequency: whole() },
    ...{ clicked: whole(), probability: real(), liking: real() },
  };
}
