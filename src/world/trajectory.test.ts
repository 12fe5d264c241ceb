import { expect, it } from 'vitest';
import { createRng } from '#base';
import { worldPack } from './pack.ts';
import { foundCountry } from './population.ts';
import { drawFate, lateDaysOf } from './trajectory.ts';

const pack = worldPack('default');
const country = foundCountry({ seed: 1, rng: createRng(1), pack, citizens: 200, startDay: 20_089 });

it('depends on the application alone, not on what was drawn before', () => {
  const first = drawFate(country, 7, { logit: -1, fraud: false });
  drawFate(country, 8, { logit: 2, fraud: true });
  expect(drawFate(country, 7, { logit: -1, fraud: false })).toEqual(first);
});

it('breaks a bad loan within the first three instalments and never cures it before 30 days', () => {
  for (let n = 0; n < 2000; n++) {
    const fate = drawFate(country, n, { logit: 0, fraud: n % 2 === 0 });
    if (fate.defaults) expect(fate.onset).toBeLessThanOrEqual(3);
    else expect(fate.onset === 0 || fate.onset > 3).toBe(true);
    expect(fate.cureDays === 0 || fate.cureDays > 30).toBe(true);
  }
});

it('keeps ordinary lateness under 30 days', () => {
  for (let i = 0; i <= 100; i++) expect(lateDaysOf(i / 100, 0.999_999)).toBeLessThan(30);
});
