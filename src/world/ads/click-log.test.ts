import { describe, expect, it } from 'vitest';
import { isTallyError, log } from '#base';
import { columnOf, type Frame, type StringColumn } from '#table';
import { clickFigures, clickLog, type ClickLog } from '../index.ts';

const options = { people: 2000, seed: 90_210, pack: 'default', impressions: 60_000, days: 30 } as const;
const made = clickLog(options);
const { frame, truth } = made;
const clicked = columnOf(frame, 'clicked', 'int32').values;
const probability = columnOf(truth, 'true_click_probability', 'float64').values;

function meanBy(values: ArrayLike<number>, isIn: (row: number) => boolean): number {
  let [sum, count] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    if (!isIn(row)) continue;
    sum += values[row] as number;
    count++;
  }
  return sum / count;
}

/** By code of a field: clicks less those that the truth expects, and the variance of that. */
function surprises({ values, dictionary }: StringColumn): { gap: number; variance: number }[] {
  const sums = dictionary.map(() => ({ gap: 0, variance: 0 }));
  for (let row = 0; row < values.length; row++) {
    const sum = sums[values[row] as number];
    const p = probability[row] as number;
    if (sum === undefined) continue;
    sum.gap += (clicked[row] as number) - p;
    sum.variance += p * (1 - p);
  }
  return sums;
}

function bytesOf(of: Frame): Buffer {
  return Buffer.concat(
    of.columns.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  );
}

describe('a click log', () => {
  it('is the same for the same options and another for another seed', () => {
    const again = clickLog(options);
    expect(bytesOf(again.frame).equals(bytesOf(frame))).toBe(true);
    expect(bytesOf(again.truth).equals(bytesOf(truth))).toBe(true);
    expect(bytesOf(clickLog({ ...options, seed: 90_211 }).truth).equals(bytesOf(truth))).toBe(false);
  });

  it('holds nothing of the truth', () => {
    expect(frame.names).toEqual([
      ...['impression_id', 'shown_at', 'day', 'weekday', 'hour', 'id_cookie', 'audience', 'age_band', 'region'],
      ...['device', 'channel', 'placement', 'campaign', 'creative', 'rate_bps', 'cpm_minor', 'frequency', 'clicked'],
    ]);
    expect(truth.names).toEqual(['impression_id', 'person_index', 'true_click_probability', 'taste']);
    const ids = [frame, truth].map((of) => columnOf(of, 'impression_id', 'int32').values);
    expect(ids.map((of) => of.findIndex((id, row) => id !== row))).toEqual([-1, -1]);
  });

  it('runs forward in time over the days asked for', () => {
    const at = columnOf(frame, 'shown_at', 'float64').values;
    const day = columnOf(frame, 'day', 'date').values;
    const hour = columnOf(frame, 'hour', 'int32').values;
    const hours = at.map((time) => Math.floor(time / 3_600_000));
    expect(hours.findIndex((of, row) => of !== (day[row] as number) * 24 + (hour[row] as number))).toBe(-1);
    expect(at.findIndex((time, row) => row > 0 && time < (at[row - 1] as number))).toBe(-1);
    expect([day[0], day[day.length - 1]]).toEqual([made.startDay, made.startDay + 29]);
  });

  it('clicks as often as the truth says, for every value of every field', () => {
    for (const name of ['audience', 'age_band', 'region', 'device', 'channel', 'placement', 'campaign', 'creative']) {
      for (const { gap, variance } of surprises(columnOf(frame, name, 'string'))) {
        if (variance > 10) expect(Math.abs(gap)).toBeLessThan(5 * Math.sqrt(variance));
      }
    }
  });

  it('tires, and is put off by a dearer rate', () => {
    const frequency = columnOf(frame, 'frequency', 'int32').values;
    const shown = counted(frame);
    expect(frequency.findIndex((seen, row) => seen !== shown[row])).toBe(-1);
    const atFrequency = (least: number): number => meanBy(probability, (row) => frequency[row] === least);
    expect(atFrequency(3)).toBeLessThan(atFrequency(0));
    const campaign = columnOf(frame, 'campaign', 'string').values;
    const rate = columnOf(frame, 'rate_bps', 'int32').values;
    const rates = [...new Set(rate.filter((_, row) => campaign[row] === 0))].toSorted((a, b) => a - b);
    const [low = 0, , high = 0] = rates.map((of) =>
      meanBy(probability, (row) => campaign[row] === 0 && rate[row] === of),
    );
    expect(rates).toHaveLength(3);
    expect(high).toBeLessThan(low);
  });

  it('says how much there is to gain', () => {
    const figures = clickFigures(made);
    expect(figures.clicks).toBe(clicked.reduce((sum, click) => sum + click, 0));
    expect(figures.clickRate).toBeGreaterThan(0.01);
    expect(figures.clickRate).toBeLessThan(0.12);
    const entropy = meanBy(
      probability.map((p) => -(p * log(p) + (1 - p) * log(1 - p))),
      () => true,
    );
    expect(figures.attainableLogLoss).toBeCloseTo(entropy, 2);
    expect(figures.attainableGain).toBeGreaterThan(0.01);
    expect(figures.attainableAuc).toBeGreaterThan(0.7);
  });

  it.each([
    { impressions: 0, days: 30 },
    { impressions: 10, days: 0.5 },
    { impressions: 21_000_000, days: 30 },
  ])('is refused for %o', (wrong) => {
    expect(() => clickLog({ ...options, ...wrong })).toThrow(
      expect.toSatisfy((error: unknown) => isTallyError(error, 'WORLD_OPTIONS_INVALID')),
    );
  });

  it('can be a single impression', () => {
    const one: ClickLog = clickLog({ ...options, impressions: 1 });
    expect(one.frame.rows).toBe(1);
    expect(clickFigures(one).attainableAuc).toBeNull();
  });
});

/** The frequency counted again: earlier impressions of the campaign to the cookie in the same seven days. */
function counted(log: Frame): Int32Array {
  const [cookie, campaign] = ['id_cookie', 'campaign'].map((name) => columnOf(log, name, 'string').values);
  const seen = new Map<string, number>();
  return columnOf(log, 'day', 'date').values.map((day, row) => {
    const key = `${Math.floor((day - made.startDay) / 7)}/${cookie?.[row]}/${campaign?.[row]}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  });
}
