import { parse, sigmoid, z } from '#base';
import { parseModelPart } from '../document.ts';
import { packFloat64, packInt32, unpackFloat64, unpackInt32 } from '../packed-numbers.ts';

const settingsSchema = z.strictObject({
  /** Features share 2^bits weights. */
  bits: z.number().int().min(4).max(28).default(20),
  alpha: z.number().gt(0).default(0.1),
  beta: z.number().min(0).default(1),
  l1: z.number().min(0).default(1),
  l2: z.number().min(0).default(1),
});

const savedSchema = z.object({
  format: z.literal('tallystick.online-ftrl'),
  version: z.literal(1),
  settings: settingsSchema,
  /** Slots that were touched, their pulls and sums of squares. */
  count: z.number().int().min(0),
  slots: z.string(),
  pulls: z.string(),
  squares: z.string(),
});

/** Settings of the online learner. */
export type OnlineFtrlSettings = z.infer<typeof settingsSchema>;

/** A saved online learner. */
export type SavedOnlineFtrl = z.infer<typeof savedSchema>;

/** A click model that learns event by event; categories need no list in advance. */
export interface OnlineFtrl {
  /** The probability of the event for these features, each a text such as `channel=search`. */
  predict(features: readonly string[]): number;
  /** Takes one outcome; returns the probability it had before. */
  learn(features: readonly string[], outcome: 0 | 1, weight?: number): number;
  save(): SavedOnlineFtrl;
}

/** The slot of a feature among 2^bits, by FNV-1a with a final mix. */
export function featureSlot(feature: string, bits: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return hash >>> (32 - bits);
}

/**
 * FTRL-proximal on hashed features with an intercept (McMahan et al., KDD 2013): learns and answers in one pass, and L1
 * keeps rare features at 0.
 *
 * @throws TallyError `LEARN_SETTINGS`.
 * @example
 * const clicks = onlineFtrl({ l1: 0.5 });
 * clicks.learn(['channel=feed', 'hour=20'], 1);
 */
export function onlineFtrl(settings: Partial<OnlineFtrlSettings> = {}): OnlineFtrl {
  return build(parse(settingsSchema, settings, { what: 'online ftrl settings', code: 'LEARN_SETTINGS' }));
}

/**
 * Restores a saved online learner; it goes on bit for bit.
 *
 * @throws TallyError `LEARN_MODEL_INVALID`.
 */
export function loadOnlineFtrl(input: unknown): OnlineFtrl {
  const saved = parseModelPart(savedSchema, input, 'document');
  const slots = unpackInt32(saved.slots, saved.count);
  const pulls = unpackFloat64(saved.pulls, saved.count);
  const squares = unpackFloat64(saved.squares, saved.count);
  return build(saved.settings, { slots, pulls, squares });
}

interface Touched {
  readonly slots: Int32Array;
  readonly pulls: Float64Array;
  readonly squares: Float64Array;
}

function build(settings: OnlineFtrlSettings, touched?: Touched): OnlineFtrl {
  const size = 2 ** settings.bits;
  // One place more: the intercept, which no L1 holds at 0.
  const [pulls, squares] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  touched?.slots.forEach((slot, i) => {
    pulls[slot] = touched.pulls[i] as number;
    squares[slot] = touched.squares[i] as number;
  });
  const weightAt = (slot: number): number => {
    const pull = pulls[slot] as number;
    const l1 = slot === size ? 0 : settings.l1;
    if (Math.abs(pull) <= l1) return 0;
    const curvature = (settings.beta + Math.sqrt(squares[slot] as number)) / settings.alpha + settings.l2;
    return -(pull - (pull < 0 ? -l1 : l1)) / curvature;
  };
  const slotsOf = (features: readonly string[]): number[] => [
    size,
    ...features.map((feature) => featureSlot(feature, settings.bits)),
  ];
  const score = (slots: readonly number[]): number => sigmoid(slots.reduce((sum, slot) => sum + weightAt(slot), 0));
  return {
    predict: (features) => score(slotsOf(features)),
    learn: (features, outcome, weight = 1) => {
      const slots = slotsOf(features);
      const p = score(slots);
      const gradient = weight * (p - outcome);
      const weights = slots.map(weightAt);
      slots.forEach((slot, i) => {
        const before = squares[slot] as number;
        const after = before + gradient * gradient;
        const sigma = (Math.sqrt(after) - Math.sqrt(before)) / settings.alpha;
        pulls[slot] = (pulls[slot] as number) + gradient - sigma * (weights[i] as number);
        squares[slot] = after;
      });
      return p;
    },
    save: () => saveTouched(settings, pulls, squares),
  };
}

function saveTouched(settings: OnlineFtrlSettings, pulls: Float64Array, squares: Float64Array): SavedOnlineFtrl {
  const slots = Int32Array.from(squares.keys()).filter((slot) => squares[slot] !== 0);
  const pick = (values: Float64Array): string =>
    packFloat64(Float64Array.from(slots, (slot) => values[slot] as number));
  return {
    format: 'tallystick.online-ftrl',
    version: 1,
    settings,
    count: slots.length,
    slots: packInt32(slots),
    pulls: pick(pulls),
    squares: pick(squares),
  };
}
