import { TallyError, contentHash } from '#base';
import type { FactorDefinition, FactorPurpose } from './definition.ts';

/** An ordered, checked set of factors; a vector's positions follow it. */
export interface FactorCatalogue {
  readonly definitions: readonly FactorDefinition[];
  readonly names: readonly string[];
  /** Content address of the definitions: equal ids mean equal meaning of every position. */
  readonly schemaId: string;
  indexOf(name: string): number;
  servedFor(purpose: FactorPurpose): Uint8Array;
}

/**
 * Checks definitions and puts them in order: derived factors may only use earlier ones.
 *
 * @throws TallyError `FACTORS_DEFINITION` for a name used twice, an unknown operand or a missing field.
 */
export function createCatalogue(definitions: readonly FactorDefinition[]): FactorCatalogue {
  const positions = new Map<string, number>();
  for (const definition of definitions) {
    check(definition, positions);
    positions.set(definition.name, positions.size);
  }
  return {
    definitions,
    names: definitions.map(({ name }) => name),
    schemaId: `fs_${contentHash(definitions).slice(0, 20)}`,
    indexOf: (name) => positions.get(name) ?? -1,
    servedFor: (purpose) => Uint8Array.from(definitions, ({ purposes }) => (purposes.includes(purpose) ? 1 : 0)),
  };
}

const FIELDLESS: ReadonlySet<string> = new Set(['count', 'days_since_last', 'days_since_first']);

function check(definition: FactorDefinition, known: ReadonlyMap<string, number>): void {
  const { name } = definition;
  if (known.has(name)) refuse(name, 'its name is used twice', 'give every factor a name of its own');
  if (definition.kind === 'derived') {
    for (const operand of [definition.left, definition.right]) {
      if (typeof operand === 'string' && !known.has(operand)) {
        refuse(name, `its operand ${operand} is not defined before it`, 'define operands first');
      }
    }
    return;
  }
  const isOfPhone = definition.of.entity === 'phone' || definition.of.entity === 'listed_phone';
  if (definition.kind === 'neighbour' && isOfPhone !== (definition.listersDays === undefined)) {
    refuse(
      name,
      `its neighbours are no ${definition.of.entity}`,
      'listers are of entity person, contacts of entity phone',
    );
  }
  if (definition.of.field === undefined && !FIELDLESS.has(definition.of.aggregate)) {
    refuse(name, `${definition.of.aggregate} needs a field`, 'name the field to aggregate');
  }
}

function refuse(name: string, what: string, hint: string): never {
  throw new TallyError('FACTORS_DEFINITION', `factor ${name} is not valid: ${what}`, { hint });
}
