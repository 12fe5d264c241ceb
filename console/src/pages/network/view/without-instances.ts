/** What sigma knows of a program that draws one shape many times. */
interface Instanced {
  readonly VERTICES: number;
  readonly ATTRIBUTES: readonly { readonly size: number; readonly type: number }[];
  readonly CONSTANT_ATTRIBUTES: readonly { readonly size: number; readonly type: number }[];
  readonly CONSTANT_DATA: readonly (readonly number[])[];
}

/**
 * The same program with every corner of every shape written out: where a processor draws in place of a GPU, each instance is a draw of
 * its own.
 */
export function withoutInstances<D extends Instanced>(definition: D): D {
  const { CONSTANT_ATTRIBUTES, CONSTANT_DATA: _, ATTRIBUTES, ...rest } = definition;
  return { ...rest, ATTRIBUTES: [...ATTRIBUTES, ...CONSTANT_ATTRIBUTES] } as unknown as D;
}

/** How a shape lies in memory: floats of its own, then those of each of its corners. */
export interface Shape {
  readonly own: number;
  readonly corners: readonly (readonly number[])[];
}

export function shapeOf({ ATTRIBUTES, CONSTANT_DATA }: Instanced): Shape {
  const own = ATTRIBUTES.reduce((sum, { size, type }) => sum + (type === BYTE ? 1 : size), 0);
  return { own, corners: CONSTANT_DATA };
}

/** Writes a shape, whose own values stand at its start, out for each of its corners. */
export function spread(array: Float32Array, start: number, { own, corners }: Shape): void {
  const each = own + (corners[0]?.length ?? 0);
  for (let corner = corners.length - 1; corner >= 0; corner--) {
    const at = start + corner * each;
    array.copyWithin(at, start, start + own);
    array.set(corners[corner] ?? [], at + own);
  }
}

/** Four bytes, such as a colour, lie in one float. */
const BYTE = 0x1401;
