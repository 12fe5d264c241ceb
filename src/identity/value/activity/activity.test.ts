import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWeight,
  forwardWeight,
  forwardWeightAt,
  forwardWeightFallsTo,
  weightAt,
  type DecayedWeight,
} from './decayed-weight.ts';
import { lifeCycleTag, type LifeCycleEvent } from './life-cycle.ts';
import { rfmGrades } from './rfm-grades.ts';

const DAY = 86_400_000;

describe('decayed weights', () => {
  it('halve every half-life', () => {
    expect(weightAt({ weight: 8, at: 0 }, 3 * DAY, DAY)).toBeCloseTo(1, 12);
  });

  it('do not depend on the order of events', () => {
    const event = fc.record({
      weight: fc.double({ min: 0, max: 9, noNaN: true }),
      at: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
        const total = (list: readonly DecayedWeight[]): number => {
          const sum = list.reduce<DecayedWeight | undefined>((held, one) => addWeight(held, one, 10), undefined);
          return sum === undefined ? 0 : weightAt(sum, 60, 10);
        };
        expect(total([...events].reverse())).toBeCloseTo(total(events), 9);
      }),
    );
  });
});

describe('forward weights', () => {
  it('are the decayed weights, as one number that needs no ageing, and know when they fall', () => {
    const events = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(events, (days) => {
        const start = Date.UTC(2025, 3, 1);
        const sum = days.reduce((total, day) => total + forwardWeight(start + day * DAY, 30 * DAY), 0);
        const held = days.reduce<DecayedWeight | undefined>(
          (weight, day) => addWeight(weight, { weight: 1, at: start + day * DAY }, 30 * DAY),
          undefined,
        );
        const now = start + 2001 * DAY;
        const weight = held === undefined ? 0 : weightAt(held, now, 30 * DAY);
        expect(forwardWeightAt(sum, now, 30 * DAY)).toBeCloseTo(weight, 9);
        const falls = forwardWeightFallsTo(sum, weight / 2, 30 * DAY);
        expect((falls - now) / DAY).toBeCloseTo(30, 6);
      }),
    );
  });
});

describe('rfmGrades', () => {
  it('shares customers out evenly, recent ones first, equals together', () => {
    const ramp = Float64Array.from({ length: 10 }, (_, k) => k);
    const grades = rfmGrades({ sinceLast: ramp, purchases: ramp, spent: new Float64Array(10) });
    expect([...grades.frequency]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect([...grades.recency]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    expect(new Set(grades.monetary).size).toBe(1);
    const input = { sinceLast: ramp, purchases: ramp, spent: ramp };
    expect(() => rfmGrades(input, 1)).toThrow(expect.objectContaining({ code: 'IDENTITY_VALUE_GRADES' }));
  });
});

describe('lifeCycleTag', () => {
  const event = (kind: LifeCycleEvent['kind'], day: number): LifeCycleEvent => ({ kind, at: day * DAY });
  const events = [
    event('seen', 0),
    event('registered', 1),
    event('credited', 2),
    event('used', 3),
    event('used', 200),
    event('overdue', 260),
    event('cured', 265),
  ];

  it('follows a person through life', () => {
    const tags = [0, 1, 2, 3, 120, 200, 240, 262, 270, 300, 600].map((day) => lifeCycleTag(events, day * DAY));
    expect(tags).toEqual([
      'visitor',
      'registered',
      'credited',
      'active',
      'dormant',
      'reactivated',
      'active',
      'delinquent',
      'active',
      'dormant',
      'churned',
    ]);
  });

  it('knows only what happened up to the instant, in any order', () => {
    expect(lifeCycleTag([...events].reverse(), 120 * DAY)).toBe('dormant');
    expect(lifeCycleTag([], 0)).toBe('visitor');
  });
});
