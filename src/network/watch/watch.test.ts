import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '#base';
import { DayKeeper, figureWords, Network, NetworkWatch, type DayFigures } from '../index.ts';
import { randomHistory, tell } from '../testing/random-history.ts';

const NAMES = Array.from({ length: 40 }, (_, i) => `series${i}`);

/** About so many events a day, fewer on weekends, growing by a hundredth a day. */
function poisson(rng: Rng, mean: number): number {
  let sum = 0;
  for (let i = 0; i < 400; i++) if (rng.uniform() < mean / 400) sum++;
  return sum;
}

function quietDay(day: number, rng: Rng): DayFigures {
  const season = (day % 7 > 4 ? 0.6 : 1) * 1.01 ** Math.min(day, 100);
  const counts = Object.fromEntries(NAMES.map((name, i) => [name, poisson(rng, (5 + 2 * i) * season)]));
  const people = 40 + poisson(rng, 20);
  const samples = Object.fromEntries(
    NAMES.slice(0, 20).map((name) => [`of ${name}`, Array.from({ length: people }, () => rng.uniform() ** 3)]),
  );
  return { day, counts, levels: { modularity: 0.8 + 0.01 * rng.uniform() }, samples };
}

function alertsOf(change: (figures: DayFigures) => DayFigures, seed: number, days = 150) {
  const rng = createRng(seed);
  const watch = new NetworkWatch();
  return Array.from({ length: days }, (_, day) => watch.day(change(quietDay(day, rng))).alerts).flat();
}

describe('watching a network', () => {
  it('raises an alert on hardly any of many quiet days with a trend and weekends', () => {
    const days = [1, 2, 3].map((seed) => new Set(alertsOf((figures) => figures, seed).map(({ day }) => day)).size);
    expect(days.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  });

  it('finds a count that trebles, a level that falls and a distribution that moves, on the day', () => {
    const changed = alertsOf((figures) => {
      if (figures.day < 120) return figures;
      const { counts, samples } = figures;
      const moved = (samples['of series3'] ?? []).map((value, i) => (i % 3 === 0 ? value / 10 : value));
      return {
        ...figures,
        counts: { ...counts, series9: 3 * (counts['series9'] ?? 0) },
        levels: { modularity: 0.6 },
        samples: { ...samples, 'of series3': moved.map((value, i) => (i % 2 === 0 ? 1 - value : value)) },
      };
    }, 4);
    const found = changed.filter(({ day }) => day === 120).map(({ figure }) => figure);
    expect(found.sort()).toEqual(['modularity', 'of series3', 'series9']);
    // The new level is no news after a while.
    expect(changed.filter(({ day }) => day > 128)).toEqual([]);
  });

  it('goes on from its state as if it had never stopped', () => {
    const rng = createRng(5);
    const days = Array.from({ length: 60 }, (_, day) => quietDay(day, rng));
    const watch = new NetworkWatch();
    const told = days.map((figures) => watch.day(figures));
    const first = new NetworkWatch();
    for (const figures of days.slice(0, 40)) first.day(figures);
    const second = new NetworkWatch(JSON.parse(JSON.stringify(first.state())) as ReturnType<NetworkWatch['state']>);
    expect(days.slice(40).map((figures) => second.day(figures))).toEqual(told.slice(40));
  });

  it('gathers the figures of each day, with words for all of them', () => {
    const network = new Network();
    const days: DayFigures[] = [];
    const keeper = new DayKeeper(network, (figures) => void days.push(figures));
    for (const step of randomHistory(3, { steps: 400, days: 12 })) tell(network, step);
    keeper.end();
    expect(days.length).toBeGreaterThan(8);
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
    const links = days.reduce((sum, { counts }) => sum + (counts['links.device'] ?? 0), 0);
    expect(links).toBeGreaterThan(50);
    expect(days.at(-1)?.levels['components.largest_share']).toBeGreaterThan(0.1);
    const names = Object.keys({ ...days.at(-1)?.counts, ...days.at(-1)?.levels });
    expect(names.filter((name) => figureWords(name).zh === name)).toEqual([]);
  });
});
