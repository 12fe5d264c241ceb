import type { Rng } from '#base';
import { denseSize, type DenseLayer } from './dense.ts';

/** The shape of a network: what enters, what happens, what leaves. */
export interface NetworkShape {
  /** Numbers that enter as they are. */
  readonly numbers: number;
  /** Codes of each category that enters through an embedding (the last stands for missing), and its width. */
  readonly categories: readonly { readonly codes: number; readonly width: number }[];
  /** Widths of each expert's layers. */
  readonly hidden: readonly number[];
  /** 1 = a bottom that all tasks share; more = a mixture with a gate per task. */
  readonly experts: number;
  /** Width of each task's own layer; 0 = none. */
  readonly tower: number;
  readonly tasks: number;
}

/** Where everything lies in the parameter array. */
export interface NetworkLayout {
  readonly shape: NetworkShape;
  /** Width of the assembled input. */
  readonly inputs: number;
  /** First parameter of each embedding table. */
  readonly embeddings: readonly number[];
  readonly experts: readonly (readonly DenseLayer[])[];
  /** One per task; empty with a single expert. */
  readonly gates: readonly DenseLayer[];
  readonly heads: readonly (readonly DenseLayer[])[];
  readonly size: number;
}

/** Lays the parameters of a network out, one after the other. */
export function layOut(shape: NetworkShape): NetworkLayout {
  let size = 0;
  const take = (count: number): number => (size += count) - count;
  const dense = (inputs: number, outputs: number, isRectified: boolean): DenseLayer => {
    return { inputs, outputs, isRectified, at: take(denseSize({ inputs, outputs })) };
  };
  const repeat = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const inputs = shape.numbers + shape.categories.reduce((sum, { width }) => sum + width, 0);
  const bottom = shape.hidden[shape.hidden.length - 1] ?? inputs;
  const embeddings = shape.categories.map(({ codes, width }) => take(codes * width));
  const experts = repeat(shape.experts, () =>
    shape.hidden.map((width, l) => dense(shape.hidden[l - 1] ?? inputs, width, true)),
  );
  const gates = shape.experts > 1 ? repeat(shape.tasks, () => dense(inputs, shape.experts, false)) : [];
  const heads = repeat(shape.tasks, () =>
    shape.tower > 0 ? [dense(bottom, shape.tower, true), dense(shape.tower, 1, false)] : [dense(bottom, 1, false)],
  );
  return { shape, inputs, embeddings, experts, gates, heads, size };
}

/** Fresh parameters: He's normal start for layers (ICCV 2015), small embeddings, zero biases and last layers. */
export function startParameters(layout: NetworkLayout, rng: Rng): Float64Array {
  const out = new Float64Array(layout.size);
  layout.shape.categories.forEach(({ codes, width }, c) => {
    const at = layout.embeddings[c] as number;
    for (let i = 0; i < codes * width; i++) out[at + i] = 0.1 * rng.normal();
  });
  const layers = [...layout.experts.flat(), ...layout.heads.flat()].filter(({ isRectified }) => isRectified);
  for (const { inputs, outputs, at } of layers) {
    const scale = Math.sqrt(2 / inputs);
    for (let i = 0; i < inputs * outputs; i++) out[at + i] = scale * rng.normal();
  }
  return out;
}
