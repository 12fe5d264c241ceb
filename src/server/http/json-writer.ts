const [COMMA, MINUS, ZERO, OPEN, CLOSE] = [44, 45, 48, 91, 93];
const NULL = Buffer.from('null');
/** Room that any number needs at most. */
const NUMBER = 32;

/** Writes JSON into bytes; long lists of numbers without a text for each. */
export class JsonWriter {
  private buffer: Buffer;
  private at = 0;

  constructor(room: number) {
    this.buffer = Buffer.allocUnsafe(Math.max(256, room));
  }

  /** Text that is JSON already. */
  text(text: string): void {
    this.reserve(3 * text.length);
    this.at += this.buffer.write(text, this.at);
  }

  /** A list; what is no number is null. */
  numbers(values: Float64Array): void {
    this.reserve(2);
    this.buffer[this.at++] = OPEN;
    for (let i = 0; i < values.length; i++) {
      this.reserve(NUMBER);
      if (i > 0) this.buffer[this.at++] = COMMA;
      this.number(values[i] as number);
    }
    this.reserve(1);
    this.buffer[this.at++] = CLOSE;
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.at);
  }

  private number(value: number): void {
    if ((value | 0) === value) this.whole(value);
    else if (Number.isFinite(value)) this.at += this.buffer.write(String(value), this.at, 'latin1');
    else this.at += NULL.copy(this.buffer, this.at);
  }

  private whole(value: number): void {
    let rest = value;
    if (rest < 0) {
      this.buffer[this.at++] = MINUS;
      rest = -rest;
    }
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits++;
    for (let place = this.at + digits - 1; place >= this.at; place--) {
      const next = Math.floor(rest / 10);
      this.buffer[place] = ZERO + (rest - 10 * next);
      rest = next;
    }
    this.at += digits;
  }

  private reserve(room: number): void {
    if (this.at + room <= this.buffer.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.at + room, 2 * this.buffer.length));
    this.buffer.copy(wider, 0, 0, this.at);
    this.buffer = wider;
  }
}
