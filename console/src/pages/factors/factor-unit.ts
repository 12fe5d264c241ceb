import type { Factor } from '../../api/contract.ts';

/** What the number of a factor stands for: an amount in minor units, one of listed codes, or just a number. */
export type FactorUnit =
  | { readonly kind: 'money' }
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  | { readonly kind: 'number' };

interface Definition {
  readonly of?: {
    readonly aggregate?: string;
    readonly field?: { readonly path?: string; readonly codes?: readonly string[] };
  };
  readonly combine?: string;
  readonly op?: string;
  readonly left?: string | number;
  readonly right?: string | number;
}

const number: FactorUnit = { kind: 'number' };
const keepsUnit: readonly (string | undefined)[] = ['sum', 'mean', 'min', 'max', 'last', 'first'];

/** Units of all factors, from their definitions; a derived factor takes the unit of what it is made from. */
export function factorUnits(factors: readonly Factor[]): ReadonlyMap<string, FactorUnit> {
  const units = new Map<string, FactorUnit>();
  const isMoney = (operand: string | number | undefined): boolean =>
    typeof operand === 'string' && units.get(operand)?.kind === 'money';
  for (const { name, definition } of factors) units.set(name, unitOf(definition as Definition, isMoney));
  return units;
}

function unitOf(
  { of, combine, op, left, right }: Definition,
  isMoney: (operand: string | number | undefined) => boolean,
): FactorUnit {
  if (op !== undefined) {
    const stays = op === 'ratio' ? isMoney(left) && !isMoney(right) : isMoney(left) || isMoney(right);
    return stays ? { kind: 'money' } : number;
  }
  if (!keepsUnit.includes(of?.aggregate) || combine === 'positive' || combine === 'share_positive') return number;
  const { path = '', codes } = of?.field ?? {};
  if (codes !== undefined && of?.aggregate !== 'mean') return { kind: 'code', codes };
  return path.endsWith('Minor') ? { kind: 'money' } : number;
}
