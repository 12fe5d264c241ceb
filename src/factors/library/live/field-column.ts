import { integers, doubles, type Chunks } from './chunks.ts';
import type { Names } from './names.ts';

const NO_NUMBER = -0x80000000;

/** One field of the events of a source; rows where it was never set are missing. */
export interface FieldColumn {
  /** Sets a number, or the code of a text. */
  set(row: number, value: number): void;
  /** The number or code of a row; NaN when missing. */
  get(row: number): number;
  /** Makes the first rows missing. */
  clear(rows: number): void;
  bytes(): number;
}

/** Codes of texts, 4 bytes each. */
export class TextColumn implements FieldColumn {
  readonly codes: Chunks<Int32Array> = integers(-1);
  readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  set(row: number, code: number): void {
    this.codes.set(row, code);
  }

  get(row: number): number {
    const code = this.codes.get(row);
    return code < 0 ? NaN : code;
  }

  clear(rows: number): void {
    this.codes.clear(rows);
  }

  bytes(): number {
    return this.codes.bytes();
  }
}

/** Numbers: 4 bytes each while all are whole and small, 8 from the first that is not. */
export class NumberColumn implements FieldColumn {
  whole: Chunks<Int32Array> | undefined = integers(NO_NUMBER);
  wide: Chunks<Float64Array> = doubles();

  set(row: number, value: number): void {
    if (this.whole !== undefined) {
      if ((value | 0) === value && value !== NO_NUMBER) {
        this.whole.set(row, value);
        return;
      }
      this.widen(this.whole);
    }
    this.wide.set(row, value);
  }

  get(row: number): number {
    if (this.whole === undefined) return this.wide.get(row);
    const value = this.whole.get(row);
    return value === NO_NUMBER ? NaN : value;
  }

  clear(rows: number): void {
    (this.whole ?? this.wide).clear(rows);
  }

  bytes(): number {
    return (this.whole ?? this.wide).bytes();
  }

  private widen(whole: Chunks<Int32Array>): void {
    whole.chunks.forEach((chunk, c) => {
      this.wide.chunks[c] = Float64Array.from(chunk, (value) => (value === NO_NUMBER ? NaN : value));
    });
    this.whole = undefined;
  }
}
