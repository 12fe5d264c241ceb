import type { FactorEntity } from './definition.ts';

/** Who or what a vector is about: the person and the other keys that are known of him at the instant of the read. */
export interface FactorSubject {
  /** Dense index of the person, -1 when unknown. */
  readonly person: number;
  readonly keys: Readonly<Partial<Record<FactorEntity, string>>>;
}
