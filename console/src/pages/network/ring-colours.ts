import type { Ink } from '../../parts/chart-ink.ts';

/** What people can have come to, the gravest first. */
export const personStatuses = ['fraud', 'bad', 'overdue', 'rejected', 'borrower', 'applicant', 'visitor'] as const;

/** Colour of a node: people by what they came to, things by their kind. */
export function nodeColour({ kind, status }: { readonly kind: string; readonly status: string }, ink: Ink): string {
  if (kind !== 'person') return thingColour(kind, ink);
  const colours: Readonly<Record<string, string>> = {
    fraud: ink.bad,
    bad: ink.bad,
    overdue: ink.warn,
    rejected: ink.series[3] ?? ink.dim,
    borrower: ink.good,
    applicant: ink.accent,
  };
  return colours[status] ?? ink.dim;
}

function thingColour(kind: string, ink: Ink): string {
  return kind === 'device' || kind === 'account' ? (ink.series[4] ?? ink.dim) : (ink.series[5] ?? ink.dim);
}

/** People are larger than what they share, listed ones larger still. */
export function nodeSize({
  kind,
  links,
  list,
}: {
  readonly kind: string;
  readonly links: number;
  readonly list: string | null;
}): number {
  const base = kind === 'person' ? 7 : 4;
  return base + Math.min(6, Math.log2(1 + links) / 2) + (list === null ? 0 : 3);
}
