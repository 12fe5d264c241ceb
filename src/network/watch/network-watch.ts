import type { DayFigures, WatchAlert, WatchedDay, WatchedFigure } from './day-figures.ts';
import { emptySample, seeSample, type SampleState } from './sample-watch.ts';
import { emptySeries, seeValue, type SeriesKind, type SeriesState } from './series-watch.ts';

/**
 * Deviations that make a jump. Of some 40 samples two voices are heard, each by its day and with the day before: at 4.2 chance has an
 * alert in about three quarters. Counts and levels follow calendars, paydays and month's ends: theirs is higher.
 */
const JUMP = { shift: 4.2, shape: 4.8, count: 8, level: 8 } as const;
/** Chance deviation of degrees, as a thing that is touched often on a day is seen often, and of what few have: those come together. */
const [OF_CLUSTERS, FEW] = [1.5, 0.2];
/** Chance deviation of the most of many things, which varies less than a count. */
const OF_BUSIEST = 0.5;

/** Share by which a count moves with the calendar, of whose days few are alike: no chance deviation is less. */
const CALENDAR = 0.1;

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
    const see = (figure: string, voices: readonly Told[]): void => {
      const told = voices.map(({ value, shown, key = figure, ...voice }) => {
        const state = (this.series[key] ??= emptySeries());
        const { expected, deviation, alert } = seeValue(state, voice.judged, voice);
        return { alert, shown: { figure, value, expected: shown(expected), deviation } };
      });
      const [first, ...others] = told.filter(({ alert }) => alert !== undefined);
      const loudest = told.reduce((most, one) =>
        Math.abs(one.shown.deviation) > Math.abs(most.shown.deviation) ? one : most,
      );
      figures.push(loudest.shown);
      const speaker = others.reduce(
        (most, one) => (Math.abs(one.shown.deviation) > Math.abs(most?.shown.deviation ?? 0) ? one : most),
        first,
      );
      if (speaker?.alert !== undefined) alerts.push({ day, kind: speaker.alert, ...speaker.shown });
    };
    for (const [name, value] of Object.entries(counts)) {
      const least = name.startsWith('busiest.') ? OF_BUSIEST : Math.max(1, CALENDAR * Math.sqrt(value) || 0);
      const shown = (level: number): number => Math.max(0, (level / 2) ** 2 - 0.375);
      see(name, [{ value, judged: stable(value), least, jump: JUMP.count, shown }]);
    }
    for (const [name, value] of Object.entries(levels)) {
      const least = 0.002 * Math.abs(value);
      see(name, [{ value, judged: value, least, jump: JUMP.level, hasDrift: false, shown: (level) => level }]);
    }
    for (const [name, values] of Object.entries(samples)) {
      const { psi, shift, shape, spread } = seeSample((this.samples[name] ??= emptySample()), values);
      const least = name.startsWith('degree.') || spread < FEW ? OF_CLUSTERS : 1;
      const voice = { value: psi, least, isFlat: true, shown: () => 0 };
      see(name, [
        { ...voice, judged: shift, jump: JUMP.shift },
        { ...voice, judged: shape, jump: JUMP.shape, key: `${name} shape` },
      ]);
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
  /** Of its series; the figure when left out. */
  readonly key?: string;
  /** What is judged in its place, on a scale on which chance is the same at any level. */
  readonly judged: number;
  readonly shown: (level: number) => number;
}

/** Twice the root: a Poisson count has a deviation of one at any level (Anscombe, 1948). */
function stable(count: number): number {
  return 2 * Math.sqrt(count + 0.375);
}
