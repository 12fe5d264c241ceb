import { badFile } from './import-error.ts';

/** Reads numbers and texts from bytes, one after the other. Throws `LEARN_IMPORT_FORMAT` at the end of the file. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #isLittle: boolean;
  #at = 0;

  constructor(bytes: Uint8Array, order: 'little' | 'big') {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLittle = order === 'little';
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Takes `count` bytes; where they begin. */
  take(count: number): number {
    const from = this.#at;
    if (!(count >= 0 && count <= this.#bytes.length - from)) throw badFile('it ends too early');
    this.#at = from + count;
    return from;
  }

  bytes(count: number): Uint8Array {
    const from = this.take(count);
    return this.#bytes.subarray(from, from + count);
  }

  text(count: number): string {
    return new TextDecoder().decode(this.bytes(count));
  }

  peek(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  uint8(): number {
    return this.#view.getUint8(this.take(1));
  }

  int8(): number {
    return this.#view.getInt8(this.take(1));
  }

  int16(): number {
    return this.#view.getInt16(this.take(2), this.#isLittle);
  }

  int32(): number {
    return this.#view.getInt32(this.take(4), this.#isLittle);
  }

  uint32(): number {
    return this.#view.getUint32(this.take(4), this.#isLittle);
  }

  /** A 64-bit integer. Throws when a number cannot hold it. */
  int64(): number {
    const value = Number(this.#view.getBigInt64(this.take(8), this.#isLittle));
    if (Number.isSafeInteger(value)) return value;
    throw badFile(`it holds the number ${value} where a count or an index must be`);
  }

  float32(): number {
    return this.#view.getFloat32(this.take(4), this.#isLittle);
  }

  float64(): number {
    return this.#view.getFloat64(this.take(8), this.#isLittle);
  }
}
