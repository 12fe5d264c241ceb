/** Share of a day's impressions by hour, of a week's by day (Monday first); relative. */
const hourShares = [14, 8, 5, 4, 4, 6, 14, 28, 38, 42, 43, 44, 52, 48, 42, 41, 42, 45, 52, 60, 66, 64, 52, 30] as const;
const weekdayShares = [1, 0.98, 0.98, 1, 1.04, 1.14, 1.1] as const;

/** Monday is 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** How many of `impressions` fall into each hour of `days` days from `startDay`; the sum is exact. */
export function dealTraffic(impressions: number, { startDay, days }: { startDay: number; days: number }): Int32Array {
  const shares = Float64Array.from(
    { length: days * 24 },
    (_, slot) =>
      (hourShares[slot % 24] as number) * (weekdayShares[weekdayOf(startDay + Math.floor(slot / 24))] as number),
  );
  const total = shares.reduce((sum, share) => sum + share, 0);
  const out = new Int32Array(shares.length);
  let [passed, dealt] = [0, 0];
  for (let slot = 0; slot < shares.length; slot++) {
    passed += shares[slot] as number;
    const upTo = slot === shares.length - 1 ? impressions : Math.round((impressions * passed) / total);
    out[slot] = upTo - dealt;
    dealt = upTo;
  }
  return out;
}
