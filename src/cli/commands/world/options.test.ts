import { describe, expect, it } from 'vitest';
import { isTallyError } from '#base';
import { marketOf } from './options.ts';

const typed = { people: '500', months: '6', seed: '0', pack: 'mild', policy: 'accept-all' };

describe('the options of a market', () => {
  it('become numbers and a known policy', () => {
    expect(marketOf(typed)).toEqual({ people: 500, months: 6, seed: 0, pack: 'mild', policy: 'accept-all' });
  });

  it.each([
    ['people', '3x'],
    ['people', '0'],
    ['months', '1.5'],
    ['seed', ''],
    ['seed', '-1'],
  ])('refuse --%s "%s"', (name, value) => {
    expect(() => marketOf({ ...typed, [name]: value })).toThrow(
      expect.toSatisfy((error: unknown) => isTallyError(error, 'CLI_OPTION')),
    );
  });

  it('refuse an unknown policy', () => {
    expect(() => marketOf({ ...typed, policy: 'luck' })).toThrow(
      expect.toSatisfy((error: unknown) => isTallyError(error, 'WORLD_POLICY_UNKNOWN')),
    );
  });
});
