import { describe, expect, it } from 'vitest';
import { importOnnx } from './import-onnx.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}

/** A field of bytes. */
function field(number: number, bytes: Iterable<number>): number[] {
  const own = [...bytes];
  return [...varint(8 * number + 2), ...varint(own.length), ...own];
}

function attribute(name: string, value: number | string | readonly (number | string)[], isFloat = false): number[] {
  const head = field(1, text(name));
  if (typeof value === 'string') return [...head, ...field(4, text(value))];
  if (typeof value === 'number') return [...head, ...varint(8 * 3), ...varint(value)];
  if (isFloat) return [...head, ...field(7, new Uint8Array(Float32Array.from(value as number[]).buffer))];
  const each = value.map((one) => (typeof one === 'string' ? field(9, text(one)) : [...varint(8 * 8), ...varint(one)]));
  return [...head, ...each.flat()];
}

/** A model of one split on the second of two features. */
function stump(mode: string, { transform = 'NONE', missing = 0, operator = 'TreeEnsembleRegressor' } = {}): Uint8Array {
  const attributes = [
    attribute('nodes_treeids', [0, 0, 0]),
    attribute('nodes_nodeids', [0, 1, 2]),
    attribute('nodes_featureids', [1, 0, 0]),
    attribute('nodes_modes', [mode, 'LEAF', 'LEAF']),
    attribute('nodes_values', [0.5, 0, 0], true),
    attribute('nodes_truenodeids', [1, 0, 0]),
    attribute('nodes_falsenodeids', [2, 0, 0]),
    attribute('nodes_missing_value_tracks_true', [missing, 0, 0]),
    attribute('target_treeids', [0, 0]),
    attribute('target_nodeids', [1, 2]),
    attribute('target_ids', [0, 0]),
    attribute('target_weights', [10, -20], true),
    attribute('base_values', [1], true),
    attribute('n_targets', 1),
    attribute('post_transform', transform),
  ];
  const node = [
    ...[...field(1, text('x')), ...field(2, text('y')), ...field(4, text(operator))],
    ...attributes.flatMap((own) => field(5, own)),
  ];
  const shape = [...field(1, []), ...field(1, [8, 2])];
  const input = [...field(1, text('x')), ...field(2, field(1, [8, 1, ...field(2, shape)]))];
  return Uint8Array.from(field(7, [...field(1, node), ...field(11, input)]));
}

describe('ONNX trees', () => {
  it.each([
    { mode: 'BRANCH_LEQ', scores: [11, 11, -19] },
    { mode: 'BRANCH_LT', scores: [11, -19, -19] },
    { mode: 'BRANCH_GTE', scores: [-19, 11, 11] },
    { mode: 'BRANCH_GT', scores: [-19, -19, 11] },
  ])('compare by $mode, in single precision', ({ mode, scores }) => {
    for (const missing of [0, 1]) {
      const { model } = importOnnx(stump(mode, { missing }));
      // The value behind 0.5 is 0.5 once it is rounded to single precision.
      const at = (value: number): number => model.score(Float64Array.of(7, value));
      expect([at(0.4), at(0.5), at(0.6)]).toEqual(scores);
      expect(at(0.5 + 2 ** -40)).toBe(scores[1]);
      expect(at(NaN)).toBe(missing === 1 ? 11 : -19);
    }
  });

  it('turn margins into probabilities, take names, and say what is missing', () => {
    const { model, notes } = importOnnx(stump('BRANCH_LEQ', { transform: 'LOGISTIC' }), { features: ['age', 'debt'] });
    expect(model.score(Float64Array.of(0, 0))).toBeCloseTo(1 / (1 + Math.exp(-11)), 12);
    expect(model.features.map(({ name }) => name)).toEqual(['age', 'debt']);
    expect(notes.join()).toContain('explanations');
  });

  it('are refused when they do something else', () => {
    const unsupported = expect.objectContaining({ code: 'LEARN_IMPORT_UNSUPPORTED' });
    expect(() => importOnnx(stump('BRANCH_EQ'))).toThrow(unsupported);
    expect(() => importOnnx(stump('BRANCH_LEQ', { transform: 'PROBIT' }))).toThrow(unsupported);
    expect(() => importOnnx(stump('BRANCH_LEQ', { operator: 'LinearRegressor' }))).toThrow(unsupported);
    expect(() => importOnnx(text('no model'))).toThrow(expect.objectContaining({ code: 'LEARN_IMPORT_FORMAT' }));
  });
});
