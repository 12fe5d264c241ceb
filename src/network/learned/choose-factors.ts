import { auc } from '#learn';

/** Factors at most, deviations of rank that one must tell, and correlation from which two say the same. */
const [MOST, LEAST, ALIKE] = [60, 2.5, 0.9];
/** Rows of each class in which a factor must be known. */
const KNOWN = 15;
/**
 * Factors that mean the same whatever the age of the network: what happened within 30 days, shares, and shape. Counts since ever
 * grow with the network, so what a model learned of them is out of date when it is used.
 */
const TIMELESS = /_(7d|30d|share_all|mean)$|most_shared$|group\.(growth|density|.*_share)|local\.|risk\.|walk\./;

/** Whether a factor means the same however old the network is: only such are learned from. */
export function isLasting(name: string): boolean {
  return TIMELESS.test(name);
}

/** Values of a column of the rows that are learned from. */
export type ColumnOf = (factor: number) => Float64Array;

/** What a choice goes by. */
export interface FactorChoice {
  readonly names: readonly string[];
  readonly columnOf: ColumnOf;
  /** 1 for the event. */
  readonly labels: Float64Array;
}

/**
 * Places of the graph factors to learn from (60 at most), by what the training rows alone say: those that tell bad from good beyond chance,
 * the strongest first, without any that says what a stronger one says.
 */
export function chooseFactors(names: readonly string[], columnOf: ColumnOf, labels: Float64Array): number[] {
  const steps = choosing({ names, columnOf, labels });
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** The same in steps of some milliseconds, between which others may work. */
export function* choosing({ names, columnOf, labels }: FactorChoice): Generator<void, number[]> {
  const ranked: { readonly f: number; readonly told: number }[] = [];
  for (const [f, name] of names.entries()) {
    if (!isLasting(name)) continue;
    const told = deviationsOf(columnOf(f), labels);
    if (told >= LEAST) ranked.push({ f, told });
    yield;
  }
  ranked.sort((a, b) => b.told - a.told || a.f - b.f);
  const chosen: { readonly f: number; readonly column: Float64Array }[] = [];
  for (const { f } of ranked) {
    if (chosen.length >= MOST) break;
    const column = columnOf(f);
    if (chosen.every((other) => Math.abs(correlation(other.column, column)) < ALIKE)) chosen.push({ f, column });
    yield;
  }
  return chosen.map(({ f }) => f);
}

/** How far the ranks of bad and good are apart, in standard errors of chance (Mann and Whitney). */
function deviationsOf(column: Float64Array, labels: Float64Array): number {
  const known = [...column.keys()].filter((i) => column[i] === column[i]);
  const own = Float64Array.from(known, (i) => labels[i] as number);
  const bad = own.reduce((sum, label) => sum + label, 0);
  const good = own.length - bad;
  if (bad < KNOWN || good < KNOWN) return 0;
  const area = auc(
    own,
    Float64Array.from(known, (i) => column[i] as number),
  );
  return Math.abs(area - 0.5) / Math.sqrt((own.length + 1) / (12 * bad * good));
}

/** Correlation with missing values as -1. */
function correlation(a: Float64Array, b: Float64Array): number {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const x = a[i] === a[i] ? (a[i] as number) : -1;
    const y = b[i] === b[i] ? (b[i] as number) : -1;
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  const n = a.length;
  const spread = Math.sqrt((saa - (sa * sa) / n) * (sbb - (sb * sb) / n));
  return spread > 0 ? (sab - (sa * sb) / n) / spread : 0;
}
