import { expect, it } from 'vitest';
import { createRng, sigmoid } from '#base';
import { honestDefaultProbability } from './credit-risk.ts';

it('integrates the noise as a large sample does', () => {
  const rng = createRng('quadrature');
  for (const logit of [-4, -1.5, 0, 2]) {
    let sum = 0;
    const draws = 200_000;
    for (let i = 0; i < draws; i++) sum += sigmoid(logit + 0.8 * rng.normal());
    expect(Math.abs(honestDefaultProbability(logit, 0.8) - sum / draws)).toBeLessThan(0.002);
  }
});

it('is the plain sigmoid without noise', () => {
  expect(honestDefaultProbability(-1, 0)).toBeCloseTo(sigmoid(-1), 12);
});
