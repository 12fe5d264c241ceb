import type { DayFigures, WatchAlert, WatchedDay, WatchedFigure } from './day-figures.ts';
import { emptySample, seeSample, type SampleState } from './sample-watch.ts';
import { emptySeries, seeValue, type SeriesKind, type SeriesState } from './series-watch.ts';

/** Deviations that make a jump: samples have the tails of chance, counts and levels longer ones. */
const [OF_SAMPLES, OF_OTHERS] = [4.2, 5.5];
/** Chance deviation of degrees: a thing that is touched often on a day is seen often. */
const OF_DEGREES = 1.5;
/** Chance deviation of the most of many things, which varies less than a count. */
const OF_BUSIEST = 0.5;

/** The state of a watch: plain values, the same after JSON. */
export interface WatchState {
  readonly series: Readonly<Record<string, SeriesState>>;
  readonly samples: Readonly<Record<string, SampleState>>;
}

/**
 * Watches the figures of a network day by day. Every figure is judged against its own past alone: counts by the square root (their
 * chance is Poisson's), samples by how surprising today's distribution is after the fortnight before.
 *
 * @example
 * const watch = new NetworkWatch();
 * const { alerts } = watch.day(figures);
 */
export class NetworkWatch {
  private readonly series: Record<string, SeriesState>;
  private readonly samples: Record<string, SampleState>;

  constructor(state?: WatchState) {
    const copy = structuredClone(state);
    this.series = { ...copy?.series };
    this.samples = { ...copy?.samples };
  }

  /** Takes the next day. */
  day({ day, counts, levels, samples }: DayFigures): WatchedDay {
    const figures: WatchedFigure[] = [];
    const alerts: WatchAlert[] = [];
    const see = (figure: string, told: Told): void => {
      const state = (this.series[figure] ??= emptySeries());
      const { expected, deviation, alert } = seeValue(state, told.judged, told);
      const shown = { figure, value: told.value, expected: told.shown(expected), deviation };
      figures.push(shown);
      if (alert !== undefined) alerts.push({ day, kind: alert, ...shown });
    };
    for (const [name, value] of Object.entries(counts)) {
      const least = name.startsWith('busiest.') ? OF_BUSIEST : 1;
      see(name, {
        value,
        judged: stable(value),
        least,
        jump: OF_OTHERS,
        shown: (level) => Math.max(0, (level / 2) ** 2 - 0.375),
      });
    }
    for (const [name, value] of Object.entries(levels)) {
      see(name, { value, judged: value, least: 0.002 * Math.abs(value), jump: OF_OTHERS, shown: (level) => level });
    }
    for (const [name, values] of Object.entries(samples)) {
      const { psi, surprise } = seeSample((this.samples[name] ??= emptySample()), values);
      const least = name.startsWith('degree.') ? OF_DEGREES : 1;
      see(name, { value: psi, judged: surprise, least, jump: OF_SAMPLES, isFlat: true, shown: () => 0 });
    }
    return { day, figures, alerts };
  }

  /** All there is to go on from. */
  state(): WatchState {
    return structuredClone({ series: this.series, samples: this.samples });
  }
}

interface Told extends SeriesKind {
  readonly value: number;
  /** What is judged in its place, on a scale on which chance is the same at any level. */
  readonly judged: number;
  readonly shown: (level: number) => number;
}

/** Twice the root: a Poisson count has a deviation of one at any level (Anscombe, 1948). */
function stable(count: number): number {
  return 2 * Math.sqrt(count + 0.375);
}
