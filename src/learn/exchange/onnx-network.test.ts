import { describe, expect, it } from 'vitest';
import { createFrame, float64Column, stringColumn } from '#table';
import { onnxNetwork, type OnnxRuntime } from './onnx-network.ts';

interface Batch {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** A runtime whose network adds up its inputs; of three columns it makes two classes. */
function adding(inputNames: readonly string[], classes: number): OnnxRuntime {
  return {
    Tensor: class {
      readonly values: Float32Array;
      readonly shape: readonly number[];
      constructor(_type: 'float32', values: Float32Array, shape: readonly number[]) {
        this.values = values;
        this.shape = shape;
      }
    },
    InferenceSession: {
      create: async (bytes) => {
        if (bytes.length === 0) throw new Error('no graph');
        return {
          inputNames,
          outputNames: ['label', 'probabilities'],
          run: async (inputs) => {
            const batches = Object.values(inputs) as Batch[];
            const [rows = 0] = batches[0]?.shape ?? [];
            const data = new Float32Array(rows * classes);
            for (const { values, shape } of batches) {
              const width = shape[1] ?? 1;
              values.forEach((value, at) => {
                const row = Math.floor(at / width);
                for (let k = 0; k < classes; k++) data[row * classes + k] = (data[row * classes + k] ?? 0) + value * k;
              });
            }
            return { probabilities: { data, dims: [rows, classes] } };
          },
        };
      },
    },
  };
}

const frame = createFrame({
  a: float64Column(Float64Array.of(1, 2, 3)),
  b: float64Column(Float64Array.of(10, 20, NaN)),
  c: stringColumn(['x', 'y', 'z']),
});
const bytes = Uint8Array.of(1);

describe('onnxNetwork', () => {
  it('gives rows x features, and of two classes the second', async () => {
    const network = await onnxNetwork(bytes, adding(['X'], 2), { features: ['b', 'a'] });
    const { values, outputs } = await network.predict(frame);
    expect(outputs).toBe(1);
    expect([...values]).toEqual([11, 22, NaN]);
  });

  it('gives one input for each feature when the network wants that, and all of three classes', async () => {
    const network = await onnxNetwork(bytes, adding(['a', 'b'], 3), { features: [] });
    expect(network.features).toEqual(['a', 'b']);
    const { values, outputs } = await network.predict(frame);
    expect(outputs).toBe(3);
    expect([...values]).toEqual([0, 0, NaN, 11, 22, NaN, 22, 44, NaN]);
  });

  it('says what it cannot use', async () => {
    await expect(onnxNetwork(new Uint8Array(), adding(['X'], 2), { features: ['a'] })).rejects.toThrowError(/no graph/);
    const wrong = onnxNetwork(bytes, adding(['X'], 2), { features: ['a'], output: 'logits' });
    await expect(wrong).rejects.toThrowError(/no output "logits"/);
    const network = await onnxNetwork(bytes, adding(['X'], 2), { features: ['c'] });
    await expect(network.predict(frame)).rejects.toThrowError(/c/);
  });
});
