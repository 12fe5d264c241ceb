import { TallyError } from '#base';
import type { Frame } from '#table';
import { encodeFrame } from '../encode.ts';
import { checkCancelled } from '../fit-input.ts';

/** What is used of `onnxruntime-node` (or -web): the caller brings it, nothing here needs it installed. */
export interface OnnxRuntime {
  readonly InferenceSession: { create(bytes: Uint8Array): Promise<OnnxSession> };
  readonly Tensor: new (type: 'float32', values: Float32Array, shape: readonly number[]) => unknown;
}

interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: Record<string, unknown>): Promise<Record<string, OnnxTensor>>;
}

interface OnnxTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** A network of the customer's own: it scores frames, nothing more. */
export interface OnnxNetwork {
  /** Columns in the order of its input. */
  readonly features: readonly string[];
  /** The tensor that is read. */
  readonly output: string;
  /** Output by output, as `Model.predict`: of two classes the second alone. */
  predict(frame: Frame, options?: { readonly cancel?: AbortSignal }): Promise<OnnxScores>;
}

export interface OnnxScores {
  readonly outputs: number;
  readonly values: Float64Array;
}

/** Rows that the runtime gets at a time. */
const BATCH = 16_384;

/**
 * Any ONNX model on its own runtime, in single precision: one input of rows x features, or one input of rows x 1 for each feature.
 * Models of trees are better read by {@link importOnnx}, which explains them too.
 *
 * @param features columns for an input of rows x features, in its order.
 * @throws TallyError `LEARN_IMPORT_FORMAT` when the runtime cannot read the file, `LEARN_IMPORT_UNSUPPORTED` for other outputs;
 * predict as `Model.predict`.
 */
export async function onnxNetwork(
  bytes: Uint8Array,
  { InferenceSession, Tensor }: OnnxRuntime,
  { features, output }: { readonly features: readonly string[]; readonly output?: string },
): Promise<OnnxNetwork> {
  const session = await InferenceSession.create(bytes).catch((cause: unknown) => {
    throw new TallyError('LEARN_IMPORT_FORMAT', `the network cannot be read: ${String(cause)}`, {
      hint: 'give an ONNX file that this version of the runtime supports',
      cause,
    });
  });
  const isWide = session.inputNames.length === 1;
  const used = isWide ? features : session.inputNames;
  const read = { name: outputOf(session, output), features: used.map((name) => ({ name, kind: 'number' as const })) };
  return {
    features: used,
    output: read.name,
    async predict(frame, { cancel } = {}) {
      const columns = encodeFrame(frame, read.features);
      const parts: OnnxScores[] = [];
      for (let from = 0; from < frame.rows; from += BATCH) {
        checkCancelled(cancel);
        const rows = Math.min(BATCH, frame.rows - from);
        const tensors = (isWide ? [columns] : columns.map((one) => [one])).map(
          (some) => new Tensor('float32', rowMajor(some, from, rows), [rows, some.length]),
        );
        const answer = await session.run(Object.fromEntries(session.inputNames.map((name, i) => [name, tensors[i]])));
        parts.push(scoresOf(answer[read.name], rows));
      }
      return joined(parts, frame.rows);
    },
  };
}

/** The tensor that is asked for, or the one that names probabilities, or the last. */
function outputOf({ outputNames }: OnnxSession, wanted: string | undefined): string {
  const found = wanted ?? outputNames.find((name) => /prob/i.test(name)) ?? outputNames.at(-1) ?? '';
  if (outputNames.includes(found)) return found;
  throw new TallyError('LEARN_IMPORT_UNSUPPORTED', `the network has no output "${found}"`, {
    hint: `it has ${outputNames.join(', ')}`,
  });
}

function rowMajor(columns: readonly ArrayLike<number>[], from: number, rows: number): Float32Array {
  const width = columns.length;
  const values = new Float32Array(rows * width);
  columns.forEach((source, f) => {
    for (let row = 0; row < rows; row++) values[row * width + f] = source[from + row] as number;
  });
  return values;
}

function scoresOf(tensor: OnnxTensor | undefined, rows: number): OnnxScores {
  const { data, dims } = tensor ?? { data: undefined, dims: [] };
  if (!(data instanceof Float32Array || data instanceof Float64Array) || data.length % rows !== 0) {
    throw new TallyError(
      'LEARN_IMPORT_UNSUPPORTED',
      `the output has the shape ${dims.join(' x ')}, or holds no numbers`,
      {
        hint: 'name an output of rows, or rows x classes, as 32 or 64 bit floats; without the ZipMap of scikit-learn',
      },
    );
  }
  const width = data.length / rows;
  const [first, outputs] = width === 2 ? [1, 1] : [0, width];
  const values = new Float64Array(rows * outputs);
  for (let k = 0; k < outputs; k++) {
    for (let row = 0; row < rows; row++) values[k * rows + row] = data[row * width + first + k] as number;
  }
  return { outputs, values };
}

function joined(parts: readonly OnnxScores[], rows: number): OnnxScores {
  const outputs = parts[0]?.outputs ?? 1;
  const values = new Float64Array(rows * outputs);
  let from = 0;
  for (const part of parts) {
    const count = part.values.length / outputs;
    for (let k = 0; k < outputs; k++) values.set(part.values.subarray(k * count, (k + 1) * count), k * rows + from);
    from += count;
  }
  return { outputs, values };
}
