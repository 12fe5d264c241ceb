import { log } from '#base';

/** What a bin adds to a divergence: `p` = its share of all events, `q` = its share of all others; 0 unless both are. */
export type Divergence = (p: number, q: number) => number;

/** Information value (Jeffreys divergence): (p - q) ln(p / q). */
const iv: Divergence = (p, q) => (p > 0 && q > 0 ? (p - q) * log(p / q) : 0);

/** Jensen-Shannon divergence in nats. */
const js: Divergence = (p, q) => {
  if (!(p > 0 && q > 0)) return 0;
  const middle = (p + q) / 2;
  return (p * log(p / middle) + q * log(q / middle)) / 2;
};

export const divergences: Readonly<Record<'iv' | 'js', Divergence>> = { iv, js };
