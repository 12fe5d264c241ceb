import { contentHash, sha256 } from '#base';
import type { EncodedFrame } from './feature.ts';

function bytesOf(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** SHA-256 that identifies training data: feature names, kinds, categories, and the bits of every value. */
export function columnFingerprint(encoded: EncodedFrame, target: Float64Array, weights?: Float64Array): string {
  return contentHash({
    rows: encoded.rows,
    features: encoded.features,
    columns: encoded.columns.map((column) => sha256(bytesOf(column))),
    target: sha256(bytesOf(target)),
    weights: weights === undefined ? null : sha256(bytesOf(weights)),
  });
}
