import type { CrewMember, Operation } from './crew.ts';

/** The operations of `assembly/operations.ts`, in the order of their numbers. */
export const operationNames = [
  'binPart',
  'sortPart',
  'buildHistogram',
  'buildHalves',
  'addHistogram',
  'subtractHistogram',
  'scanFeatures',
  'dividePart',
  'restorePart',
  'magnitudePart',
  'packPart',
  'logisticPart',
  'leafSumsPart',
  'addValuesPart',
  'hazardPart',
  'foldPart',
] as const;

export type OperationName = (typeof operationNames)[number];

/** The compiled operations on the memory. */
export function operationsOf({ code, memory }: Pick<CrewMember, 'code' | 'memory'>): readonly Operation[] {
  const { exports } = new WebAssembly.Instance(code, { env: { memory } });
  return operationNames.map((name) => exports[name] as unknown as Operation);
}
