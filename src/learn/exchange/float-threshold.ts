/*
 * Other programs compare in single precision: a value is rounded to the nearest float before it meets a threshold. These
 * functions give the double that parts all doubles in the same way.
 */

const word = new DataView(new ArrayBuffer(8));

/** Half way from the greatest float to where the next one would be: doubles from here on round to Infinity. */
const OVERFLOW = 2 ** 128 - 2 ** 103;

/** The next double below a finite value. */
export function doubleBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  word.setFloat64(0, value);
  word.setBigInt64(0, word.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return word.getFloat64(0);
}

/** The next float below a float. */
function floatBelow(value: number): number {
  return -floatAbove(-value);
}

/** The next float above a float; Infinity above the greatest. */
export function floatAbove(value: number): number {
  if (value === 0) return 2 ** -149;
  if (value === Infinity) return value;
  word.setFloat32(0, value);
  word.setInt32(0, word.getInt32(0) + (value > 0 ? 1 : -1));
  return word.getFloat32(0);
}

/** The greatest double that rounds to a float below `limit`, a float: `fround(x) < limit` is `x <= below(limit)`. */
export function limitBelow(limit: number): number {
  if (limit === Infinity) return doubleBelow(OVERFLOW);
  if (limit === -Infinity) return -Number.MAX_VALUE;
  const under = floatBelow(limit);
  const middle = under === -Infinity ? -OVERFLOW : (under + limit) / 2;
  return Math.fround(middle) < limit ? middle : doubleBelow(middle);
}

/** The greatest double that rounds to a float of at most `limit`: `fround(x) <= limit` is `x <= limitUpTo(limit)`. */
export function limitUpTo(limit: number): number {
  return limit === Infinity ? Number.MAX_VALUE : limitBelow(floatAbove(limit));
}

/** The least float above a double: floats `x <= limit` are those with `x < floatOver(limit)`. */
export function floatOver(limit: number): number {
  const near = Math.fround(limit);
  return near > limit ? near : floatAbove(near);
}
