import { contentHash } from '#base';
import type { ServedFactor } from '../definition/definition.ts';

/** Where a version stands: computed and watched, answered under its name, or replaced. Any is read as `name@version`. */
export const factorStages = ['shadow', 'served', 'retired'] as const;

export type FactorStage = (typeof factorStages)[number];

/** The pack of what somebody defined here. */
export const CUSTOM = 'custom';

/** One meaning of a factor. */
export interface FactorVersion {
  readonly name: string;
  /** Content address of the definition and of the versions of its operands. */
  readonly version: string;
  readonly definition: ServedFactor;
  /** Versions of the factors that a computed one stands on, by name. */
  readonly operands: Readonly<Record<string, string>>;
  /** The pack it comes with, {@link CUSTOM} when somebody defined it here. */
  readonly pack: string;
}

/** The version of a definition that stands on these operands. */
export function versionOf(
  definition: ServedFactor,
  pack: string,
  operands: Readonly<Record<string, string>>,
): FactorVersion {
  const version = `fv_${contentHash([definition, operands]).slice(0, 16)}`;
  return { name: definition.name, version, definition, operands, pack };
}

/** Names of the factors that a definition stands on. */
export function operandsOf(definition: ServedFactor): readonly string[] {
  return definition.kind === 'computed' ? definition.of.filter((of): of is string => typeof of === 'string') : [];
}

/** `name@version`, the name under which a version is compiled and can be read for ever. */
export function pinned(name: string, version: string): string {
  return `${name}@${version}`;
}
