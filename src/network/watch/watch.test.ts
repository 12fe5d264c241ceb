import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '#base';
import { DayKeeper, figureWords, Network, NetworkWatch, restoreNetwork, snapshotNetwork } from '../index.ts';
import type { DayFigures, DayKeeperImage } from '../index.ts';
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

  it('tells the same of a day whether its reads were made on the way or at its end', () => {
    const told = [0, 1, 3].map((reads) => {
      const network = new Network();
      const days: DayFigures[] = [];
      const keeper = new DayKeeper(network, (figures) => void days.push(figures));
      for (const step of randomHistory(7, { steps: 400, days: 12 })) {
        tell(network, step);
        keeper.drain(reads);
      }
      keeper.end();
      return days;
    });
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  it('loses nothing of a day on which it was started again', () => {
    const history = randomHistory(9, { steps: 400, days: 12 }).filter(({ kind }) => kind === 'event');
    const days: DayFigures[] = [];
    let network = new Network();
    let keeper = new DayKeeper(network, (figures) => void days.push(figures));
    const whole = new Network();
    const wanted: DayFigures[] = [];
    const other = new DayKeeper(whole, (figures) => void wanted.push(figures));
    history.forEach((step, i) => {
      tell(network, step);
      tell(whole, step);
      if (i % 37 !== 0) return;
      keeper.drain(1);
      const image = JSON.parse(JSON.stringify(keeper.image())) as DayKeeperImage;
      network = restoreNetwork(snapshotNetwork(network));
      keeper = new DayKeeper(network, (figures) => void days.push(figures), image);
    });
    keeper.end();
    other.end();
    expect(days).toEqual(wanted);
  });

  it('notes a bounded part of a day, the same whatever the order of reads', () => {
    const network = new Network();
    const days: DayFigures[] = [];
    const keeper = new DayKeeper(network, (figures) => void days.push(figures));
    const start = Date.UTC(2025, 0, 1);
    for (let i = 1; i <= 1500; i++) {
      const fields = { person: i, id_device: 'one', id_phone: `p${i}`, amount_minor: i };
      network.take({ source: 'application.submitted', fields, occurred: start + i, recorded: start + i, position: i });
    }
    keeper.end();
    expect(days[0]?.samples['graph.device.hop1.partners_30d']).toHaveLength(400);
    expect(days[0]?.samples['degree.device']).toHaveLength(64);
    expect(days[0]?.counts['busiest.device']).toBe(1500);
    const amounts = days[0]?.samples['attribute.amount'] ?? [];
    expect(amounts).toHaveLength(1500);
  });
});
