import { describe, expect, it } from 'vitest';
import { createRng, sigmoid } from '#base';
import { featureSlot, loadOnlineFtrl, onlineFtrl } from './online-ftrl.ts';

const seed = 21;
const EFFECT: Readonly<Record<string, number>> = { feed: -1, search: 1, partner: 0 };

function* stream(count: number) {
  const rng = createRng(seed);
  const channels = Object.keys(EFFECT);
  for (let i = 0; i < count; i++) {
    const channel = channels[rng.below(3)] ?? '';
    const features = [`channel=${channel}`, `user=${rng.below(5000)}`];
    yield { features, outcome: rng.chance(sigmoid(-1 + (EFFECT[channel] ?? 0))) ? (1 as const) : (0 as const) };
  }
}

describe('onlineFtrl', () => {
  it('learns effects from a stream of hashed features and keeps noise small', () => {
    const model = onlineFtrl({ bits: 16 });
    for (const { features, outcome } of stream(20_000)) model.learn(features, outcome);
    for (const [channel, effect] of Object.entries(EFFECT)) {
      expect(model.predict([`channel=${channel}`])).toBeCloseTo(sigmoid(-1 + effect), 1);
    }
    expect(model.predict(['channel=feed', 'user=never'])).toBeCloseTo(model.predict(['channel=feed']), 2);
  });

  it('goes on bit for bit after saving', () => {
    const events = [...stream(2000)];
    const first = onlineFtrl({ bits: 12 });
    for (const { features, outcome } of events.slice(0, 1000)) first.learn(features, outcome);
    const second = loadOnlineFtrl(JSON.parse(JSON.stringify(first.save())));
    for (const { features, outcome } of events.slice(1000)) {
      expect(second.learn(features, outcome)).toBe(first.learn(features, outcome));
    }
    expect(() => loadOnlineFtrl({ ...first.save(), count: 1 })).toThrow(
      expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }),
    );
  });

  it('spreads features over all slots', () => {
    const hit = new Set(Array.from({ length: 4096 }, (_, i) => featureSlot(`id=${i}`, 10)));
    expect(hit.size).toBeGreaterThan(980);
    expect(Math.max(...hit)).toBeLessThan(1024);
  });
});
