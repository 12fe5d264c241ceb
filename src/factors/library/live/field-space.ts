import { Names } from './names.ts';

/** What a field holds: numbers, or texts that share their codes in all sources. */
export type FieldKind = 'number' | 'text';

/** A field of events by name, the same in every source. */
export interface FieldSpace {
  readonly name: string;
  readonly names: Names | undefined;
  /** Its texts are keys whose rows are linked. */
  isEntity: boolean;
}

/** Makes a field. */
export function fieldSpace(name: string, kind: FieldKind): FieldSpace {
  return { name, names: kind === 'text' ? new Names() : undefined, isEntity: false };
}

/** A told value as its column holds it, NaN when it cannot be read: the code of a text, or a number. */
export function heldValue({ names }: FieldSpace, told: string | number | boolean): number {
  const plain = typeof told === 'boolean' ? Number(told) : told;
  if (names !== undefined) return names.code(plain);
  const number = typeof plain === 'number' ? plain : plain.trim() === '' ? NaN : Number(plain);
  return Number.isFinite(number) ? number + 0 : NaN;
}
