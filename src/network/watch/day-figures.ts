/** What a day of the network looked like: plain values. */
export interface DayFigures {
  /** Days since 1970. */
  readonly day: number;
  /** How often things happened on the day; NaN for what cannot be said of it. */
  readonly counts: Readonly<Record<string, number>>;
  /** Figures of the network at its end; NaN where there is none. */
  readonly levels: Readonly<Record<string, number>>;
  /** Values seen on the day, such as a factor of everybody who applied; NaN for missing. */
  readonly samples: Readonly<Record<string, readonly number[]>>;
}

/** A figure that left what its past makes likely. */
export interface WatchAlert {
  readonly day: number;
  readonly figure: string;
  /** `jump`: on this day alone. `drift`: little by little over days. */
  readonly kind: 'jump' | 'drift';
  readonly value: number;
  readonly expected: number;
  /** In robust deviations of the figure's own past. */
  readonly deviation: number;
}

/** What a day showed of one figure. */
export interface WatchedFigure {
  readonly figure: string;
  /** Of a sample its PSI against the fortnight before. */
  readonly value: number;
  readonly expected: number;
  readonly deviation: number;
}

export interface WatchedDay {
  readonly day: number;
  readonly figures: readonly WatchedFigure[];
  readonly alerts: readonly WatchAlert[];
}
